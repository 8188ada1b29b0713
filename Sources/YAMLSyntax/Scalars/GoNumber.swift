// SPDX-License-Identifier: Apache-2.0

/// Numbers as Go prints them.
enum GoNumber {
  /// `strconv.FormatFloat(number, 'g', -1, 32)`, with YAML's words for what is not finite.
  static func shortest(_ number: Float) -> String {
    if number.isNaN { return ".nan" }
    if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
    let sign = number.sign == .minus ? "-" : ""
    if number == 0 { return sign + "0" }
    let (digits, exponent) = decimalDigits(of: String(describing: number.magnitude))
    // With a shortest number, six digits decide whether Go writes an exponent.
    return sign
      + (exponent < -4 || exponent >= 6
        ? scientific(digits, exponent) : positional(digits, exponent))
  }

  /// The significant digits of a printed positive number, and the power of ten of the first.
  private static func decimalDigits(of text: String) -> (digits: [Character], exponent: Int) {
    let parts = text.split(separator: "e")
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let number = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var digits = Array(number[0])
    exponent += digits.count - 1
    if number.count > 1 { digits += number[1] }
    while digits.count > 1, digits.first == "0" {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return (digits, exponent)
  }

  private static func scientific(_ digits: [Character], _ exponent: Int) -> String {
    let fraction = digits.count > 1 ? "." + String(digits.dropFirst()) : ""
    let power = exponent.magnitude
    return String(digits.prefix(1)) + fraction + "e" + (exponent < 0 ? "-" : "+")
      + (power < 10 ? "0" : "") + String(power)
  }

  private static func positional(_ digits: [Character], _ exponent: Int) -> String {
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + String(digits)
    }
    let whole = digits.prefix(exponent + 1)
    let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
    let fraction = digits.dropFirst(exponent + 1)
    return String(whole) + zeros + (fraction.isEmpty ? "" : "." + String(fraction))
  }
}
