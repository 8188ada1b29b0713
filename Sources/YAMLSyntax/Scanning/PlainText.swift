// SPDX-License-Identifier: Apache-2.0

/// What one pass over bytes tells of them.
struct PlainText {
  /// Whether all are printable ASCII, line feeds or tabs.
  private(set) var isPlain: Bool
  /// How many are line feeds.
  private(set) var lineFeeds = 0

  /// A byte can count so many: with counters of that size, compilers make one step of many bytes.
  private static let block = 255

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var others: UInt8 = 0
    if var place = bytes.baseAddress {
      var rest = bytes.count
      while rest > 0 {
        let length = min(rest, Self.block)
        var feeds: UInt8 = 0
        for index in 0..<length {
          let byte = place[index]
          let isFeed: UInt8 = byte == 0x0A ? 1 : 0
          // Blank to tilde is 0 to 0x5E here.
          let isOther: UInt8 = byte &- 0x20 > 0x5E ? 1 : 0
          let isTab: UInt8 = byte == 0x09 ? 1 : 0
          feeds &+= isFeed
          others |= isOther & ~(isFeed | isTab)
        }
        lineFeeds += Int(feeds)
        place += length
        rest -= length
      }
    }
    isPlain = others == 0
  }
}
