// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpException;

/**
 * The body as it comes from the network. What fails here is the connection's fault, and told apart
 * from what a decompressor finds wrong.
 */
final class Wire extends FilterInputStream {

  Wire(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      throw new FailedException(e);
    } catch (HttpException.RuntimeException e) { // a broken chunk, a body longer than announced
      throw new FailedException(e);
    }
  }

  /** The connection failed, or what came over it is not HTTP. */
  static final class FailedException extends IOException {

    FailedException(Exception cause) {
      super(cause);
    }
  }
}
