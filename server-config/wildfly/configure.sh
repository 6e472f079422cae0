#!/bin/sh
# Configures a WildFly that does not run. Nothing that is there already is changed.
#
#   WILDFLY_HOME=/opt/wildfly ./configure.sh kafka
#
# Arguments: files of this folder without their .cli, or paths of others; "remove" takes everything back.
#   HEDDLE_RAR       the adapter, heddle.rar in the current folder if not set
#   WILDFLY_BASE     the folder of the server, $WILDFLY_HOME/standalone if not set
#   WILDFLY_CONFIG   its configuration, standalone.xml if not set
#   KAFKA_PASSWORD   for kafka-sasl: is kept encrypted, by a key that is made beside the configuration
set -eu

: "${WILDFLY_HOME:?is not set; it is the folder that WildFly is installed in}"
[ $# -gt 0 ] || { echo "Name what to configure, such as kafka; see README.md" >&2; exit 2; }
scripts=$(cd "$(dirname "$0")" && pwd)
rar=${HEDDLE_RAR:-heddle.rar}
config=${WILDFLY_CONFIG:-standalone.xml}

# Commands come by standard input, so that no secret is an argument or in a file.
cli() {
  { echo "embed-server --server-config=$config"; cat; echo stop-embedded-server; } |
    "$WILDFLY_HOME/bin/jboss-cli.sh" "-Djboss.server.base.dir=${WILDFLY_BASE:-$WILDFLY_HOME/standalone}" --file=/dev/stdin
}

encrypted() {
  secret=$(printf '%s' "$1" | sed 's/[\\"$]/\\&/g')
  cli <<END | sed -n 's/.*"expression" => "\(.*\)".*/\1/p'
if (outcome != success) of /subsystem=elytron/secret-key-credential-store=heddle:read-resource
  /subsystem=elytron/secret-key-credential-store=heddle:add(path=heddle.key, relative-to=jboss.server.config.dir)
end-if
if (outcome != success) of /subsystem=elytron/expression=encryption:read-resource
  /subsystem=elytron/expression=encryption:add(resolvers=[{name=heddle, credential-store=heddle, secret-key=key}])
end-if
/subsystem=elytron/expression=encryption:create-expression(resolver=heddle, clear-text="$secret")
END
}

commands() {
  for name; do
    case $name in
      */*) cat "$name" ;;
      *) cat "$scripts/$name.cli" ;;
    esac
  done
}

case " $* " in *" remove "*)
  commands "$@" | cli
  exit
esac

password=
case " $* " in *" kafka-sasl "*)
  password=$(encrypted "${KAFKA_PASSWORD:?is not set}")
  [ -n "$password" ] || { echo "The password could not be encrypted" >&2; exit 1; }
esac

{
  commands adapter "$@" | sed "s|ENCRYPTED_PASSWORD|$password|"
  echo "if (outcome != success) of /deployment=heddle.rar:read-resource"
  echo "  deploy \"$rar\" --name=heddle.rar"
  echo "end-if"
} | cli
