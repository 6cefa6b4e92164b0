// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.Outcome;
import io.lakebus.route.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Compares the journals with the tables, id by id: {@link Invariant#NOTHING_LOST} to {@link
 * Invariant#ROUTING}.
 *
 * <p>An accepted event has all its rows in every table, a refused one none. An event whose outcome
 * is unknown, or whose record has expired before it was read, has all its rows or none: where the
 * archive or the quarantine has it, it counts as accepted. Whose rules count for an event, its row
 * in the archive says by the version of the definition; its rows in other tables say the same. A
 * dead letter that the rules alone do not make accounts for the rows that are missing; if nothing
 * but a fault can have made it, the event is misrouted.
 *
 * <p>What it cannot see: an event that is neither in the archive nor in the quarantine and whose
 * answer was lost may have been in the log and be lost; a row is told by its event's id alone, so
 * two events with one id and different sources are one here; a dead letter of one rule beside that
 * rule's rows is not noticed. Rows of {@link Expectations#reused reused} ids are not looked at.
 */
final class JournalCheck {

  private final Expectations expectations;

  JournalCheck(Expectations expectations) {
    this.expectations = expectations;
  }

  /**
   * Compares every table once.
   *
   * @throws TablesException if they cannot be read now
   */
  Comparison compare(Tables tables) {
    Set<TableId> toCompare = expectations.tables();
    toCompare.add(expectations.archive());
    Set<TableId> existing = new HashSet<>();
    toCompare.stream()
        .map(TableId::namespace)
        .distinct()
        .forEach(namespace -> existing.addAll(tables.in(namespace)));
    toCompare.addAll(existing);
    Map<String, Found> archived = rows(tables, existing, expectations.archive());
    Map<String, Found> quarantined = rows(tables, existing, expectations.quarantine());
    OneReader reader = new OneReader(archived, quarantined);
    List<TableFinding> findings = new ArrayList<>();
    for (TableId table : toCompare) {
      findings.add(reader.compare(table, tables, existing));
    }
    return new Comparison(tables.reader(), findings, archived, reader.deadLetters());
  }

  private static Map<String, Found> rows(Tables tables, Set<TableId> existing, TableId table) {
    return existing.contains(table) ? tables.rows(table) : Map.of();
  }

  /** One comparison of all tables. */
  private final class OneReader {

    private final Map<String, Found> archived;
    private final Map<String, Found> quarantined;
    private TableFinding.Tally tally = new TableFinding.Tally();

    OneReader(Map<String, Found> archived, Map<String, Found> quarantined) {
      this.archived = archived;
      this.quarantined = quarantined;
    }

    TableFinding compare(TableId table, Tables tables, Set<TableId> existing) {
      tally = new TableFinding.Tally();
      boolean ofLetters = table.equals(expectations.quarantine());
      Map<String, Found> rows =
          table.equals(expectations.archive())
              ? archived
              : ofLetters ? quarantined : rows(tables, existing, table);
      expectations
          .events()
          .forEach(
              (id, event) -> {
                Share expected = shares(id, event).get(table);
                if (expected != null && !expectations.reused().contains(id)) {
                  compare(table, id, event, expected, rows.get(id));
                }
              });
      rows.forEach((id, found) -> unexpected(table, id, found));
      return tally.of(table);
    }

    private void compare(
        TableId table, String id, ExpectedEvent event, Share expected, Found found) {
      long count = found == null ? 0 : found.rows();
      tally.find(count);
      if (!isThere(id, event)) {
        if (count > 0) {
          tally.add(event.outcome() == Outcome.UNKNOWN ? Deviation.TORN : Deviation.PHANTOM, id);
        }
        return;
      }
      boolean inQuarantine = table.equals(expectations.quarantine());
      if (count < expected.rows() && !inQuarantine && isAccountedFor(table, id, expected)) {
        return;
      }
      tally.expect(expected.rows());
      if (count < expected.rows()) {
        tally.add(event.outcome() == Outcome.UNKNOWN ? Deviation.TORN : Deviation.LOST, id);
      } else if (count > expected.rows()) {
        tally.add(inQuarantine ? ofExtraLetters(found) : Deviation.DOUBLED, id);
      } else if (!found.detailSha256().map(event.detailSha256()::equals).orElse(true)) {
        tally.add(Deviation.CHANGED, id);
      } else if (!found.share().marks().equals(expected.marks())
          || !isOfOneVersion(table, id, event, found)) {
        tally.add(Deviation.MISROUTED, id);
      }
    }

    /** A row that no event of the run makes in this table. */
    private void unexpected(TableId table, String id, Found found) {
      ExpectedEvent event = expectations.events().get(id);
      if (event == null) {
        if (!found.receivedAt().isBefore(expectations.start())) {
          tally.find(found.rows());
          tally.add(Deviation.PHANTOM, id);
        }
      } else if (!shares(id, event).containsKey(table) && !expectations.reused().contains(id)) {
        tally.find(found.rows());
        if (!isThere(id, event)) {
          tally.add(event.outcome() == Outcome.UNKNOWN ? Deviation.TORN : Deviation.PHANTOM, id);
        } else if (!table.equals(expectations.quarantine())) {
          tally.add(Deviation.MISROUTED, id);
        } else if (isAmiss(id, letters(id))) {
          tally.add(Deviation.MISROUTED, id);
        }
      }
    }

    /** What an event makes under the definition that routed it. */
    private Map<TableId, Share> shares(String id, ExpectedEvent event) {
      Found routed = archived.getOrDefault(id, quarantined.get(id));
      return event.shares().under(routed == null ? OptionalInt.empty() : routed.version());
    }

    /** A repeat can become a dead letter under a later definition than the event was routed by. */
    private boolean isOfOneVersion(TableId table, String id, ExpectedEvent event, Found found) {
      Found routed = archived.get(id);
      return routed == null
          || table.equals(expectations.quarantine())
          || (found.version().equals(routed.version()) && event.shares().knows(found.version()));
    }

    private boolean isThere(String id, ExpectedEvent event) {
      return switch (event.outcome()) {
        case ACCEPTED -> true;
        case REJECTED -> false;
        case UNKNOWN -> archived.containsKey(id) || quarantined.containsKey(id);
      };
    }

    private boolean isAccountedFor(TableId table, String id, Share expected) {
      return letters(id)
          .accountFor(table.equals(expectations.archive()) ? List.of() : expected.marks());
    }

    private Letters letters(String id) {
      Found found = quarantined.get(id);
      if (found == null) {
        return Letters.NONE;
      }
      Share expected = shares(id, expectations.events().get(id)).get(expectations.quarantine());
      return Letters.beyond(expected == null ? Share.of(List.of()) : expected, found.share());
    }

    private Deviation ofExtraLetters(Found found) {
      boolean repeated = new HashSet<>(found.share().marks()).size() < found.share().marks().size();
      return repeated ? Deviation.DOUBLED : Deviation.MISROUTED;
    }

    /** Whether dead letters are such as only a fault makes. */
    private boolean isAmiss(String id, Letters letters) {
      boolean wholeAndArchived = letters.accountFor(List.of()) && archived.containsKey(id);
      return wholeAndArchived || !letters.unexplained().isEmpty();
    }

    /** How many events have dead letters that their rules do not make. */
    long deadLetters() {
      return quarantined.keySet().stream()
          .filter(id -> expectations.events().containsKey(id))
          .filter(id -> !letters(id).marks().isEmpty())
          .count();
    }
  }
}
