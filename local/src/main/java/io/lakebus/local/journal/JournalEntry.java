// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One event of a run.
 *
 * @param vendor who sent it; empty in journals of earlier versions
 * @param sequence its number in the run, counted from 1; the sender takes them in this order
 * @param id its id
 * @param type its type
 * @param source the source it claimed; empty where it left that to the gateway
 * @param detailSha256 SHA-256 of the detail as it was sent, in hexadecimal
 * @param detail the detail
 * @param sentAt when it was first sent
 * @param answeredAt when the last answer for it came, or was not waited for any more; empty in
 *     journals of earlier versions
 * @param attempts how often it was sent
 * @param outcome what became of it
 * @param status the last HTTP status for it; 0 where there was no answer
 */
public record JournalEntry(
    Optional<String> vendor,
    long sequence,
    String id,
    String type,
    Optional<String> source,
    String detailSha256,
    JsonNode detail,
    Instant sentAt,
    Optional<Instant> answeredAt,
    int attempts,
    Outcome outcome,
    int status) {}
