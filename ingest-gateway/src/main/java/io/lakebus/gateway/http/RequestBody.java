// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import io.lakebus.gateway.limit.Turns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;

/**
 * A request's body, read into memory within its limits. The memory is admitted before it is taken,
 * in steps that follow what has arrived, so a caller who announces much and sends little holds
 * little. Closing gives it back.
 *
 * <p>A compressed body is inflated when it is there as it came, so that work on a large one never
 * waits for the network.
 */
final class RequestBody implements AutoCloseable {

  /** Of a body whose end alone tells how long it is. */
  private static final int UNKNOWN = -1;

  /** How much larger than its content a compressed body may be: what cannot be compressed is so. */
  private static final int MAX_OVERHEAD = 64 << 10;

  private final Bodies bodies;
  private final Pace pace;
  private String party;
  private long admitted;
  private int length;

  /**
   * @param party whose room it takes, and whose turn it is when a large body is inflated
   */
  RequestBody(Bodies bodies, String party) {
    this.bodies = bodies;
    this.party = party;
    this.pace = new Pace(bodies.limits(), System.nanoTime());
  }

  /**
   * The body's bytes, inflated.
   *
   * @throws RefusedException if it is too large, too slow, cut off or not what it says it is, or if
   *     there is no room for it
   */
  byte[] read(Context context) throws RefusedException {
    try {
      return readWhole(context);
    } finally {
      RequestRecord.of(context).bodyRead(length);
    }
  }

  private byte[] readWhole(Context context) throws RefusedException {
    ContentEncoding encoding =
        ContentEncoding.parse(Optional.ofNullable(context.header("Content-Encoding")));
    int maxBytes = bodies.limits().maxBytes();
    if (context.contentLength() > maxBytes) {
      throw tooLarge();
    }
    if (encoding == ContentEncoding.IDENTITY) {
      return receive(context, maxBytes);
    }
    byte[] compressed = receive(context, clamp((long) maxBytes + MAX_OVERHEAD));
    length = 0;
    try (InputStream plain =
        new InTurn(encoding.inflate(new ByteArrayInputStream(compressed)), bodies.turns(), party)) {
      return readAll(plain, UNKNOWN, maxBytes);
    } catch (IOException e) {
      throw new RefusedException(
          ProblemCode.MALFORMED_ENCODING, "the body is not " + encoding.noun());
    }
  }

  /**
   * A body that is read before it is known whose it is. All such bodies are one party's, so that
   * whoever claims to be a vendor takes neither its room nor its turn.
   */
  static RequestBody ofNobodyYet(Bodies bodies) {
    return new RequestBody(bodies, RequestRecord.NOBODY);
  }

  /**
   * Finds out whose the body is, which is its vendor's from then on.
   *
   * @param verification says who has signed it
   * @throws RefusedException what the verification throws; or if the vendor has no room for it
   */
  Vendor verify(Turns.Work<Vendor, RefusedException> verification) throws RefusedException {
    Vendor vendor = bodies.turns().work(party, length, verification);
    long bytes = admitted;
    close();
    party = vendor.name();
    admit(bytes);
    return vendor;
  }

  /** How many bytes have been read, inflated: also of a body that was refused on the way. */
  int length() {
    return length;
  }

  /** The body as it comes. */
  private byte[] receive(Context context, int maxBytes) throws RefusedException {
    try (Wire wire =
        new Wire(context.req().getInputStream(), Patience.of(context), pace, maxBytes)) {
      return readAll(wire, context.contentLength(), maxBytes);
    } catch (Wire.FailedException e) {
      throw wireFailure(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no other
    }
  }

  /**
   * @param announced how long it is, if that is known; then its end is not asked for, which would
   *     be waited for as if more could come
   */
  private byte[] readAll(InputStream stream, int announced, int maxBytes)
      throws IOException, RefusedException {
    Pieces pieces = new Pieces();
    try {
      begin(pieces, announced < 0 ? maxBytes : announced);
      boolean open = true;
      while (open && pieces.length() != announced) {
        open = more(pieces, stream, announced, maxBytes);
      }
      return pieces.joined();
    } finally {
      length = pieces.length();
    }
  }

  /**
   * Reads on, into a piece more only where there is a byte more.
   *
   * @return whether the end has not been seen
   */
  private boolean more(Pieces pieces, InputStream stream, int announced, int maxBytes)
      throws IOException, RefusedException {
    if (!pieces.isFull()) {
      return pieces.readFrom(stream);
    }
    int next = stream.read();
    if (next < 0) {
      return false;
    }
    if (pieces.length() >= maxBytes) {
      throw tooLarge();
    }
    begin(pieces, (announced > pieces.length() ? announced : maxBytes) - pieces.length());
    pieces.add((byte) next);
    return true;
  }

  private void begin(Pieces pieces, int most) throws RefusedException {
    int size = pieces.nextSize(most);
    admit(size);
    pieces.begin(size);
  }

  private static int clamp(long bytes) {
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private void admit(long count) throws RefusedException {
    if (!bodies.admission().tryAdmit(party, count)) {
      throw new RefusedException(
          ProblemCode.OVERLOADED, "the body is not accepted; send it again a little later");
    }
    admitted += count;
  }

  private RefusedException tooLarge() {
    return new RefusedException(
        ProblemCode.BODY_TOO_LARGE,
        "the body has more than " + bodies.limits().maxBytes() + " bytes, which is the most");
  }

  private RefusedException wireFailure(Wire.FailedException failure) {
    if (failure.isTimeout()) {
      return new RefusedException(ProblemCode.BODY_TIMEOUT, pace.complaint());
    }
    if (failure.getCause() instanceof HttpException http && http.getCode() == 413) {
      return tooLarge();
    }
    return new RefusedException(ProblemCode.BAD_REQUEST, "the body is cut off or badly framed");
  }

  @Override
  public void close() {
    bodies.admission().release(party, admitted);
    admitted = 0;
  }
}
