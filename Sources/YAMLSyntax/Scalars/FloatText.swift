// SPDX-License-Identifier: Apache-2.0

/// Floating-point numbers as every reader takes them for floating-point numbers.
enum FloatText {
  /// With a point always, as PyYAML needs one before an exponent.
  static func yaml(_ number: Double) -> String {
    if number.isNaN { return ".nan" }
    if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
    return withPoint(number)
  }

  /// JSON has no words for what is not finite: `null` stands for it.
  static func json(_ number: Double) -> String {
    number.isFinite ? withPoint(number) : "null"
  }

  private static func withPoint(_ number: Double) -> String {
    let text = String(describing: number)
    guard !text.contains("."), let exponent = text.firstIndex(of: "e") else { return text }
    return text[..<exponent] + ".0" + text[exponent...]
  }
}
