# Sourced by the scripts that measure the job. Nothing to be run by itself.

# Compiles the job with its tests and runs one of their programs, in a process of its own.
#   run_job_tool NAME WHAT CLASS [ARGUMENT...]
# NAME is the script's, WHAT says what is measured, for messages. The program has a new folder as its
# last argument, which is deleted afterwards. Exits with 2 if there is no JDK to run it.
run_job_tool() {
  local name="$1" what="$2" class="$3"
  shift 3

  local java version
  java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
  version="$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')"
  [ "${version:-0}" -ge 25 ] || {
    echo "$name: $java is Java ${version:-unknown}; set JAVA_HOME to a JDK 25 or newer" >&2
    exit 2
  }

  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  echo "compiling ..." >&2
  mvn -q -pl flink-job -am test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test >&2
  folder="$(mktemp -d)"
  trap 'rm -rf "$folder"' EXIT
  echo "measuring $what ..." >&2
  "$java" -Xmx1g -XX:+UseParallelGC -Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow --add-opens=java.base/java.util=ALL-UNNAMED \
    --add-opens=java.base/java.lang=ALL-UNNAMED \
    -cp "flink-job/target/test-classes:flink-job/target/classes:$(cat flink-job/target/test-classpath)" \
    "$class" "$@" "$folder"
}
