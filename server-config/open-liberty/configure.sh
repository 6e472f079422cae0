#!/bin/sh
# Configures an Open Liberty before its start. Nothing that is there already is changed.
#
#   WLP_HOME=/opt/wlp ./configure.sh kafka
#
# Arguments: files of this folder without their .xml, or paths of others; "remove" takes everything back.
#   HEDDLE_RAR              the adapter, heddle.rar in the current folder if not set
#   WLP_USER_DIR            the folder of the servers, $WLP_HOME/usr if not set
#   SERVER                  the name of the server, defaultServer if not set
#   KAFKA_PASSWORD          for kafka-sasl: is kept encrypted
#   PASSWORD_KEY            the file of the server's configuration that has the key of its passwords; one is made if not set
#   DERBY_JARS              for derby: derby.jar, derbyshared.jar and derbytools.jar, separated by colons
#   SAMPLE_WAR              for sample: the application, sample.war in the current folder if not set
#   SAMPLE_FACTORY          for sample: the connection factory of the quakes, heddle/ConnectionFactory if not set
#   SAMPLE_ALERTS_FACTORY   for sample: that of the alerts, heddle/ConnectionFactory if not set
set -eu

: "${WLP_HOME:?is not set; it is the folder that Open Liberty is installed in}"
[ $# -gt 0 ] || { echo "Name what to configure, such as kafka; see README.md" >&2; exit 2; }
files=$(cd "$(dirname "$0")" && pwd)
server=${WLP_USER_DIR:-$WLP_HOME/usr}/servers/${SERVER:-defaultServer}
[ -f "$server/server.xml" ] || { echo "$server has no server.xml: there is no such server" >&2; exit 1; }
# What is here is read before server.xml, which so has the last word.
defaults=$server/configDropins/defaults
key=${PASSWORD_KEY:-$defaults/password-key.xml}
jdk=${JAVA_HOME:+$JAVA_HOME/bin/}
password=

# The server must never see half a file.
keep() {
  [ -e "$1" ] || { cat >"$1.new" && mv "$1.new" "$1"; }
}

# A file with its values.
filled() {
  sed -e "s|ENCRYPTED_PASSWORD|$password|" \
    -e "s|SAMPLE_FACTORY|${SAMPLE_FACTORY:-heddle/ConnectionFactory}|" \
    -e "s|SAMPLE_ALERTS_FACTORY|${SAMPLE_ALERTS_FACTORY:-heddle/ConnectionFactory}|" "$1"
}

make_key() {
  [ -e "$key" ] || {
    (umask 077 && sh "$WLP_HOME/bin/securityUtility" generateAESKey "--createConfigFile=$key.new")
    mv "$key.new" "$key"
  }
}

# Arguments come by standard input, so that no secret is one that others can see.
encrypted() {
  secret=$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')
  "${jdk}java" @/dev/stdin <<END
--add-opens java.base/java.lang=ALL-UNNAMED -jar "$WLP_HOME/bin/tools/ws-securityutil.jar"
encode --encoding=aes --notrim "--aesConfigFile=$key" "$secret"
END
}

encrypt_password() {
  : "${KAFKA_PASSWORD:?is not set}"
  make_key
  password=$(encrypted "$KAFKA_PASSWORD")
  # What else it may say could be the password.
  case $password in
    "{aes}"*) ;;
    *) echo "The password could not be encrypted" >&2; exit 1 ;;
  esac
}

copy_derby() (
  mkdir -p "$server/derby"
  IFS=:
  for jar in ${DERBY_JARS:?is not set}; do
    keep "$server/derby/$(basename "$jar")" <"$jar"
  done
)

# The server replaces no values in annotations: descriptors name what the application looks up.
copy_sample() (
  work=$(mktemp -d)
  trap 'rm -r "$work"' EXIT
  mkdir "$work/WEB-INF"
  for descriptor in "$files"/sample/WEB-INF/*.xml; do
    filled "$descriptor" >"$work/WEB-INF/$(basename "$descriptor")"
  done
  cp "${SAMPLE_WAR:-sample.war}" "$work/sample.war"
  "${jdk}jar" --update --file "$work/sample.war" -C "$work" WEB-INF
  keep "$server/sample.war" <"$work/sample.war"
)

configure() {
  case $1 in
    */*) file=$1 ;;
    *) file=$files/$1.xml ;;
  esac
  [ -f "$file" ] || { echo "There is no $file" >&2; exit 2; }
  target=$defaults/heddle-$(basename "$file")
  [ ! -e "$target" ] || return 0
  case $1 in
    adapter) keep "$server/heddle.rar" <"${HEDDLE_RAR:-heddle.rar}" ;;
    kafka-sasl) encrypt_password ;;
    derby) copy_derby ;;
    sample) copy_sample ;;
  esac
  filled "$file" | keep "$target"
}

if [ "$1" = remove ]; then
  rm -f "$defaults"/heddle-*.xml "$server/heddle.rar" "$server/sample.war"
  rm -rf "$server/derby"
  exit
fi
mkdir -p "$defaults"
for name in adapter "$@"; do
  configure "$name"
done
