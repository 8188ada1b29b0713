// SPDX-License-Identifier: Apache-2.0

extension Unicode.Scalar {
  /// Whether a reader would not see the character as it is: a terminal obeys it, it turns the text
  /// around it, ends a line, or has no width. In names nobody means it; in texts it is shown
  /// escaped.
  ///
  /// Source: Unicode's categories Cc, Cf, Zl and Zp and the property Default_Ignorable_Code_Point,
  /// without the variation selectors that belong to emoji (U+FE00 to U+FE0F).
  package var isHidden: Bool {
    let value = value
    if value < 0x7F { return value < 0x20 }
    if value < 0x300 { return value < 0xA0 || value == 0xAD }
    switch value {
    case 0x034F, 0x0600...0x0605, 0x061C, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x115F...0x1160,
      0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164,
      0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xFFFE...0xFFFF, 0x110BD, 0x110CD, 0x13430...0x1343F,
      0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      return true
    default: return false
    }
  }
}

extension String {
  /// Whether any of it is hidden.
  package var holdsHiddenScalars: Bool {
    var text = self
    return text.withUTF8 { bytes in
      // Most text is ASCII, of which the rest is seen.
      bytes.contains { $0 < 0x20 || $0 >= 0x7F }
    } && unicodeScalars.contains(where: \.isHidden)
  }
}
