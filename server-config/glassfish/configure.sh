#!/bin/sh
# Configures a Payara Server or a GlassFish by asadmin. A domain that does not run is started, and stopped again. Nothing that is there already is
# changed.
#
#   GLASSFISH_HOME=/opt/payara6 KAFKA_BOOTSTRAP_SERVERS=localhost:9092 ./configure.sh kafka
#
# Arguments: files of this folder or of ../payara without their .asadmin, or paths of others; "remove" takes everything back. What a file asks the
# server's environment for is asked of that of this script, and becomes the value of the property; a password becomes an alias.
#   HEDDLE_RAR      the adapter, heddle.rar in the current folder if not set
#   DOMAIN          the domain, domain1 if not set
#   DOMAIN_DIR      the folder of the domains, that of the installation if not set
#   ADMIN_PORT      the port of its administration, 4848 if not set
#   ADMIN_USER      who administers it, admin if not set
#   PASSWORD_FILE   a file of asadmin with AS_ADMIN_PASSWORD=, if the administrator has a password
#   POOL_SIZE       how many connections each pool may have, 32 if not set
set -eu

: "${GLASSFISH_HOME:?is not set; it is the folder that the server is installed in}"
[ $# -gt 0 ] || { echo "Name what to configure, such as kafka; see README.md" >&2; exit 2; }
scripts=$(cd "$(dirname "$0")" && pwd)
rar=${HEDDLE_RAR:-heddle.rar}
case $rar in /*) ;; *) rar=$PWD/$rar ;; esac
domain=${DOMAIN:-domain1}
domains=${DOMAIN_DIR:-$GLASSFISH_HOME/glassfish/domains}

# The shell that it names, which is bash on GlassFish 8; not every archive is unpacked with its files executable.
shell=$(sed -n '1s/^#!//p' "$GLASSFISH_HOME/bin/asadmin")

asadmin() {
  $shell "$GLASSFISH_HOME/bin/asadmin" --interactive=false --user="${ADMIN_USER:-admin}" --port="${ADMIN_PORT:-4848}" "$@"
}

# Commands come by standard input, all for one asadmin.
all() {
  asadmin ${PASSWORD_FILE:+"--passwordfile=$PASSWORD_FILE"} multimode --file=/dev/stdin
}

# What the domain has, as TYPE.NAME.
there() {
  printf '%s\n' 'list resources.*' 'list applications.*' | all | sed -n -e 's/\\\././g' -e 's/^resources\.//p' -e 's/^applications\.//p'
}

lines() {
  for name; do
    case $name in
      */*) cat "$name" ;;
      *) cat "$scripts/$name.asadmin" 2>/dev/null || cat "$scripts/../payara/$name.asadmin" ;;
    esac
  done
}

# The commands that make what is not there, as asadmin reads them.
missing() {
  awk -v there="$1" -v rar="$rar" -v size="${POOL_SIZE:-32}" '
    function told(line,   head, tail, word, name, variable, value) {
      while (match(line, /\$\\\{MPCONFIG\\=[^}]*\\\}/)) {
        head = substr(line, 1, RSTART - 1)
        tail = substr(line, RSTART + RLENGTH)
        word = substr(line, RSTART + 13, RLENGTH - 15)
        name = word
        sub(/\\:.*/, "", name)
        variable = toupper(name)
        gsub(/\./, "_", variable)
        value = ENVIRON[variable]
        gsub(/[\\:=]/, "\\\\&", value)
        if (name ~ /password$/) value = "$\\{ALIAS\\=" name "\\}"
        else if (value == "") value = substr(word, length(name) + 3)
        if (value == "") {
          print variable " is not set" > "/dev/stderr"
          exit 2
        }
        line = head value tail
      }
      return line
    }
    BEGIN {
      count = split(there, names, "\n")
      for (i = 1; i <= count; i++) found[names[i]] = 1
    }
    /^#/ || NF == 0 { next }
    { made = "" }
    $1 == "deploy" { made = "application.heddle"; $0 = "deploy --name heddle \"" rar "\"" }
    $1 ~ /^create-/ { made = substr($1, 8) "." $NF }
    made in found { next }
    made != "" { found[made] = 1 }
    $1 == "create-connector-connection-pool" { $1 = $1 " --steadypoolsize 0 --maxpoolsize " size }
    {
      line = told($0)
      # Escapes are read twice, by asadmin and by the server.
      gsub(/\\/, "&&", line)
      print line
    }'
}

# By a file of passwords, so that no secret is an argument.
aliases() {
  known=$(echo list-password-aliases | all)
  for name; do
    case "$known" in *"$name"*) continue ;; esac
    variable=$(echo "$name" | tr a-z. A-Z_)
    value=$(eval "printf '%s' \"\${$variable:?is not set}\"" | sed 's/\\/\\\\/g')
    {
      [ -z "${PASSWORD_FILE:-}" ] || cat "$PASSWORD_FILE"
      printf 'AS_ADMIN_ALIASPASSWORD=%s\n' "$value"
    } | asadmin --passwordfile=/dev/stdin create-password-alias "$name"
  done
}

remove() {
  pools=$(echo 'get resources.connector-connection-pool.*.resource-adapter-name' | all |
    sed -n 's/^resources\.connector-connection-pool\.\(.*\)\.resource-adapter-name=heddle$/\1/p')
  found=$(there)
  known=$(echo list-password-aliases | all)
  {
    for pool in $pools; do echo "delete-connector-connection-pool --cascade=true $pool"; done
    case "$found" in *jdbc-connection-pool.quakes*) echo "delete-jdbc-connection-pool --cascade=true quakes" ;; esac
    case "$found" in *application.heddle*) echo "undeploy heddle" ;; esac
    case "$known" in *kafka.password*) echo "delete-password-alias kafka.password" ;; esac
  } | all
}

# Where it is missing, the first transactions make the log of transactions; if two do so at once, it cannot be read after a crash (6.2025.10).
[ ! -d "$domains/$domain/config" ] || mkdir -p "$domains/$domain/logs/server/tx"
case "$($shell "$GLASSFISH_HOME/bin/asadmin" list-domains --domaindir "$domains")" in
  *"$domain running"*) ;;
  *)
    asadmin ${PASSWORD_FILE:+"--passwordfile=$PASSWORD_FILE"} start-domain --domaindir "$domains" "$domain"
    trap 'asadmin stop-domain --domaindir "$domains" "$domain"' EXIT
    ;;
esac

if [ "$1" = remove ]; then
  remove
  exit
fi
commands=$({ echo deploy; lines adapter "$@"; } | missing "$(there)")
# Their names are words.
# shellcheck disable=SC2046
aliases $(printf '%s\n' "$commands" | grep -o 'ALIAS[\\]*=[a-z.]*' | sed 's/.*=//')
printf '%s\n' "$commands" | all
