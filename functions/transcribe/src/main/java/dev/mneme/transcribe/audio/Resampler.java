// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import java.math.BigInteger;

/**
 * Changes the sample rate by an interpolating low-pass filter: a sinc under a Kaiser window, as in
 * J. O. Smith, "Digital Audio Resampling Home Page", CCRMA, 2002.
 */
final class Resampler {
  private static final int ZERO_CROSSINGS = 16;

  /** Kaiser's beta for about 80 dB in the stop band. */
  private static final double BETA = 8;

  /** The pass band ends here, as a share of the lower of the two rates' half. */
  private static final double ROLL_OFF = 0.94;

  private Resampler() {}

  static float[] resample(float[] in, int from, int to) {
    if (from == to) {
      return in;
    }
    int common = BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValueExact();
    int up = to / common;
    int down = from / common;
    double cutoff = ROLL_OFF * Math.min(1.0, (double) to / from);
    int half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
    float[][] phases = new float[up][];
    float[] out = new float[Math.toIntExact((long) in.length * up / down)];
    for (int n = 0; n < out.length; n++) {
      long position = (long) n * down;
      int centre = (int) (position / up);
      int phase = (int) (position % up);
      if (phases[phase] == null) {
        phases[phase] = taps((double) phase / up, cutoff, half);
      }
      out[n] = convolve(in, centre - half + 1, phases[phase]);
    }
    return out;
  }

  private static float convolve(float[] in, int first, float[] taps) {
    float sum = 0;
    int end = Math.min(taps.length, in.length - first);
    for (int k = Math.max(0, -first); k < end; k++) {
      sum += in[first + k] * taps[k];
    }
    return sum;
  }

  private static float[] taps(double fraction, double cutoff, int half) {
    float[] taps = new float[2 * half];
    for (int k = 0; k < taps.length; k++) {
      double x = k - half + 1 - fraction;
      double inWindow = x / half;
      double window =
          Math.abs(inWindow) >= 1
              ? 0
              : bessel(BETA * Math.sqrt(1 - inWindow * inWindow)) / bessel(BETA);
      taps[k] = (float) (cutoff * sinc(cutoff * x) * window);
    }
    return taps;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** The modified Bessel function of the first kind and order zero, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-12; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
