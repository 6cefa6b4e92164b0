// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.HookScheme;
import io.lakebus.gateway.hook.SignedRequest.Kind;
import io.lakebus.gateway.hook.SignedRequest.Offered;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that says whether a request is signed with it. Thread-safe. */
sealed interface HookKey {

  /**
   * Whether one of the signatures is made with this key.
   *
   * @param request what the request says of its signature
   * @param body the request's body, as it came
   */
  boolean signed(SignedRequest request, byte[] body);

  /**
   * Makes a key of a secret as its scheme writes it.
   *
   * @throws IllegalArgumentException if the scheme has no such secrets; the message does not repeat
   *     it
   */
  static HookKey parse(HookScheme scheme, String secret) {
    return switch (scheme) {
      case HookScheme.Named.STANDARD_WEBHOOKS -> StandardSecret.parse(secret);
      case HookScheme.Named named -> Shared.of(HookScheme.Algorithm.SHA256, utf8(secret));
      case HookScheme.Hmac hmac -> Shared.of(hmac.algorithm(), utf8(secret));
    };
  }

  private static byte[] utf8(String secret) {
    return secret.getBytes(StandardCharsets.UTF_8);
  }

  /** A secret that the sender has, too. */
  record Shared(SecretKeySpec key) implements HookKey {

    static Shared of(HookScheme.Algorithm algorithm, byte[] secret) {
      return new Shared(new SecretKeySpec(secret, algorithm.macName()));
    }

    /** Takes as long whichever of the signatures fits, and whether one does. */
    @Override
    public boolean signed(SignedRequest request, byte[] body) {
      byte[] expected = mac(request.prefix(), body);
      boolean signed = false;
      for (Offered offered : request.signatures()) {
        signed |= offered.kind() == Kind.SHARED && MessageDigest.isEqual(expected, offered.bytes());
      }
      return signed;
    }

    private byte[] mac(byte[] prefix, byte[] body) {
      try {
        Mac mac = Mac.getInstance(key.getAlgorithm());
        mac.init(key);
        mac.update(prefix);
        return mac.doFinal(body);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + key.getAlgorithm(), e);
      }
    }
  }

  /** The public key of a sender who signs with a private one. */
  record Public(PublicKey key) implements HookKey {

    /** What stands before the 32 bytes of an Ed25519 key in X.509. */
    private static final byte[] X509_START = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int LENGTH = 32;

    static Public of(byte[] bytes) {
      byte[] encoded = new byte[X509_START.length + LENGTH];
      System.arraycopy(X509_START, 0, encoded, 0, X509_START.length);
      if (bytes.length != LENGTH) {
        throw new IllegalArgumentException("is not an Ed25519 key, which has 32 bytes");
      }
      System.arraycopy(bytes, 0, encoded, X509_START.length, LENGTH);
      try {
        PublicKey key =
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        verifier(key); // not every 32 bytes are a point of the curve
        return new Public(key);
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("is not an Ed25519 key", e);
      }
    }

    @Override
    public boolean signed(SignedRequest request, byte[] body) {
      boolean signed = false;
      for (Offered offered : request.signatures()) {
        signed |= offered.kind() == Kind.PRIVATE && verifies(request.prefix(), body, offered);
      }
      return signed;
    }

    private boolean verifies(byte[] prefix, byte[] body, Offered offered) {
      try {
        Signature verifier = verifier(key);
        verifier.update(prefix);
        verifier.update(body);
        return verifier.verify(offered.bytes());
      } catch (SignatureException e) { // the bytes are no signature at all
        return false;
      } catch (InvalidKeyException e) {
        throw new IllegalStateException("the key was tried when it was made", e);
      }
    }

    private static Signature verifier(PublicKey key) throws InvalidKeyException {
      try {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        return verifier;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has Ed25519", e);
      }
    }
  }
}
