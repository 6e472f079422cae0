#!/bin/sh
# Configures a TomEE that does not run. Nothing that is there already is changed.
#
#   CATALINA_HOME=/opt/tomee ./configure.sh kafka
#
# Arguments: files of this folder without their .xml, or paths of others; "sample" for what only the sample needs; "remove" takes everything back.
#   HEDDLE_RAR      the adapter, heddle.rar in the current folder if not set
#   CATALINA_BASE   the folder of the server, $CATALINA_HOME if not set
#   POOL_SIZE       how many connections each pool may have, 32 if not set
#   SAMPLE_FACTORY, SAMPLE_ALERTS_FACTORY   the connection factories of the sample, heddle/ConnectionFactory if not set
set -eu

: "${CATALINA_HOME:?is not set; it is the folder that TomEE is installed in}"
[ $# -gt 0 ] || { echo "Name what to configure, such as kafka; see README.md" >&2; exit 2; }
scripts=$(cd "$(dirname "$0")" && pwd)
base=${CATALINA_BASE:-$CATALINA_HOME}
rar=${HEDDLE_RAR:-heddle.rar}
case $rar in /*) ;; *) rar=$PWD/$rar ;; esac

# What is between these marks is ours, in every file.
begin="begin of Heddle"
end="end of Heddle"

# Replaces what a file has by standard input, which may come from it.
replace() {
  cat >"$1.new"
  cat "$1.new" >"$1"
  rm "$1.new"
}

unmark() {
  [ ! -f "$1" ] || awk -v begin="$begin" -v end="$end" '
    index($0, begin) { ours = 1 }
    !ours { print }
    index($0, end) { ours = 0 }' "$1" | replace "$1"
}

if [ "$1" = remove ]; then
  for file in tomee.xml system.properties logging.properties; do unmark "$base/conf/$file"; done
  rm -f "$base"/lib/heddle-*.jar
  exit
fi

# Elements are separated by empty lines.
elements() {
  for name; do
    [ "$name" = sample ] && continue
    case $name in
      */*) cat "$name" ;;
      *) cat "$scripts/$name.xml" ;;
    esac
    echo
  done
}

# The elements whose id nothing has; of a kind that there can be one of, the server's own stays.
missing() {
  awk -v file="$1" -v size="${POOL_SIZE:-32}" '
    BEGIN {
      while ((getline line <file) > 0) there = there line "\n"
      RS = ""
    }
    {
      id = $0
      sub(/.* id="/, "", id)
      sub(/".*/, "", id)
      if (index(there, "id=\"" id "\"") || index($0, "<TransactionManager") && index(there, "<TransactionManager")) next
      there = there "id=\"" id "\""
      gsub(/POOL_SIZE/, size)
      print
    }'
}

# Adds lines to properties whose keys it does not have.
properties() {
  [ -f "$1" ] || : >"$1"
  added=$(awk -v file="$1" '
    # Up to the first = that is not escaped.
    function key(line) { return match(line, /[^\\ ] *=/) ? substr(line, 1, RSTART) : line }
    BEGIN { while ((getline line <file) > 0) there[key(line)] = 1 }
    !(key($0) in there)')
  [ -z "$added" ] || { awk 1 "$1"; printf '# %s\n%s\n# %s\n' "$begin" "$added" "$end"; } | replace "$1"
}

configuration=$base/conf/tomee.xml
[ -f "$configuration" ] || printf '%s\n' '<?xml version="1.0" encoding="UTF-8"?>' '<tomee>' '</tomee>' >"$configuration"
added=$(elements adapter "$@" | missing "$configuration")
if [ -n "$added" ]; then
  {
    sed '/<\/tomee>/,$d' "$configuration"
    printf '<!-- %s -->\n%s\n<!-- %s -->\n</tomee>\n' "$begin" "$added" "$end"
  } | replace "$configuration"
fi

grep -q '^ *TxRecovery *=* *true' "$configuration" ||
  echo "The TransactionManager in $configuration keeps no log; set TxRecovery = true, or what a crash leaves in doubt is rolled back" >&2

case " $* " in *" sample "*)
  sed -e "s|SAMPLE_FACTORY|${SAMPLE_FACTORY:-heddle/ConnectionFactory}|" \
    -e "s|SAMPLE_ALERTS_FACTORY|${SAMPLE_ALERTS_FACTORY:-heddle/ConnectionFactory}|" "$scripts/sample.properties" |
    properties "$base/conf/system.properties"
esac
# It would say of every piece of work that it has no security context, and of every transaction with that database that it cannot be recovered there.
echo 'org.apache.geronimo.connector.work.WorkerContext.level = WARNING' | properties "$base/conf/logging.properties"
case " $* " in *" hsqldb "*) echo 'Transaction.level = OFF' | properties "$base/conf/logging.properties" ;; esac

mkdir -p "$base/lib"
set -- "$base"/lib/heddle-adapter-*.jar
if [ ! -f "$1" ]; then
  cd "$base/lib"
  if command -v unzip >/dev/null; then
    unzip -qo "$rar" '*.jar'
  else
    "${JAVA_HOME:?is not set; it is the folder of a JDK, for there is no unzip}/bin/jar" --extract --file "$rar"
    rm -rf META-INF
  fi
fi
