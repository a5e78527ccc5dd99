#!/bin/sh
# Creates the topics of topics.conf where they are missing and brings their settings up to date where they are not.
# Safe to repeat. The number of partitions of a topic that is there is never changed: a key would move to another one.
#
#   TOKENLEDGER_KAFKA              bootstrap servers                          (127.0.0.1:9092)
#   TOKENLEDGER_KAFKA_REPLICATION  replication factor of a new topic          (1)
#   KAFKA_BIN                      where the tools of Kafka are               (/opt/kafka/bin)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
servers=${TOKENLEDGER_KAFKA:-127.0.0.1:9092}
replication=${TOKENLEDGER_KAFKA_REPLICATION:-1}
kafka_bin=${KAFKA_BIN:-/opt/kafka/bin}

create() {
    name=$1
    partitions=$2
    shift 2
    "$kafka_bin/kafka-topics.sh" --bootstrap-server "$servers" --create --if-not-exists \
        --topic "$name" --partitions "$partitions" --replication-factor "$replication"
    "$kafka_bin/kafka-configs.sh" --bootstrap-server "$servers" --alter \
        --entity-type topics --entity-name "$name" --add-config "$(IFS=,; echo "$*")"
}

while read -r name partitions settings; do
    case $name in
        '' | '#'*) continue ;;
    esac
    # Settings are words without spaces: splitting them is what is wanted.
    # shellcheck disable=SC2086
    create "$name" "$partitions" $settings </dev/null
done <"$here/topics.conf"
