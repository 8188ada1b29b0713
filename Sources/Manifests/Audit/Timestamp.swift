// SPDX-License-Identifier: Apache-2.0

/// A moment as logs write it (RFC 3339), to the microsecond.
package struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since the start of 1970.
  package var microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }

  package static func < (left: Self, right: Self) -> Bool {
    left.microseconds < right.microseconds
  }

  /// Reads `2026-11-22T08:32:03.366009Z`, with any fraction or none, and an offset instead of the
  /// `Z`; `nil` for anything else, and for days that no calendar has.
  package init?(_ text: String) {
    var text = text
    guard let microseconds = text.withUTF8(Self.read) else { return nil }
    self.microseconds = microseconds
  }

  /// As `init(_:)`, of bytes.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let microseconds = Self.read(bytes) else { return nil }
    self.microseconds = microseconds
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    func number(_ range: Range<Int>) -> Int64? {
      var number: Int64 = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        number = number * 10 + Int64(byte - 0x30)
      }
      return number
    }
    let marks: [(Int, Unicode.Scalar)] = [(4, "-"), (7, "-"), (13, ":"), (16, ":")]
    guard bytes.count >= 20, marks.allSatisfy({ bytes[$0.0] == UInt8(ascii: $0.1) }),
      bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...length(of: month, in: year)).contains(day), hour < 24,
      minute < 60, second <= 60
    else { return nil }
    var place = 19
    var fraction: Int64 = 0
    if bytes[place] == UInt8(ascii: ".") {
      let start = place + 1
      place = start
      while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
        if place < start + 6 { fraction = fraction * 10 + Int64(bytes[place] - 0x30) }
        place += 1
      }
      guard place > start else { return nil }
      for _ in 0..<max(0, start + 6 - place) { fraction *= 10 }
    }
    guard let offset = offset(bytes, from: place, number) else { return nil }
    let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset
    return seconds * 1_000_000 + fraction
  }

  /// Seconds that the local time is ahead of UTC.
  private static func offset(
    _ bytes: UnsafeBufferPointer<UInt8>, from place: Int, _ number: (Range<Int>) -> Int64?
  ) -> Int64? {
    guard place < bytes.count else { return nil }
    if bytes[place] | 0x20 == UInt8(ascii: "z") { return place + 1 == bytes.count ? 0 : nil }
    let isAhead = bytes[place] == UInt8(ascii: "+")
    guard isAhead || bytes[place] == UInt8(ascii: "-"), place + 6 == bytes.count,
      bytes[place + 3] == UInt8(ascii: ":"), let hours = number(place + 1..<place + 3),
      let minutes = number(place + 4..<place + 6), hours < 24, minutes < 60
    else { return nil }
    return (isAhead ? 1 : -1) * (hours * 3_600 + minutes * 60)
  }

  private static func length(of month: Int64, in year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Howard Hinnant's days-from-civil: years start in March, so that a leap day is the last.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Timestamp: CustomStringConvertible {
  /// In UTC, with six digits of fraction.
  package var description: String {
    var (seconds, fraction) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    if fraction < 0 { (seconds, fraction) = (seconds - 1, fraction + 1_000_000) }
    var (day, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
    if second < 0 { (day, second) = (day - 1, second + 86_400) }
    let days = day + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let ofEra = days - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let date = [
      Self.padded(year, 4), Self.padded(month, 2),
      Self.padded(ofYear - (153 * shifted + 2) / 5 + 1, 2),
    ]
    let time = [second / 3_600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }
    return date.joined(separator: "-") + "T" + time.joined(separator: ":")
      + ".\(Self.padded(fraction, 6))Z"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
