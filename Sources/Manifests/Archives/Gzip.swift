// SPDX-License-Identifier: Apache-2.0

/// Unpacks gzip data, as Helm packs its releases and its charts.
package enum Gzip {
  /// Why data could not be unpacked.
  package enum Failure: Error, Hashable, Sendable {
    /// It is not gzip data.
    case notGzip
    /// Something in it is wrong: its compressed data, its checksum, or what follows its last
    /// member.
    case damaged
    /// It ends before its last member does.
    case truncated
    /// It stands for more bytes than are allowed.
    case tooLarge(limit: Int)
  }

  /// The bytes that `data` stands for, at most `limit` of them.
  ///
  /// The contents of several members are joined, and zeros after the last one are padding, as
  /// `gzip` has it. Anything else after it is damage, as Go's reader has it, which is Helm's.
  package static func unpacked(_ data: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    guard Inflater.startsMember(data) else { throw .notGzip }
    let inflater = Inflater(step: 1 << 16)
    var output: [UInt8] = []
    var rest = data[...]
    while Inflater.startsMember(rest) {
      inflater.reset()
      var isEnded = false
      while !isEnded {
        let state = inflater.step(&rest) { output += $0 }
        guard output.count <= limit else { throw .tooLarge(limit: limit) }
        switch state {
        case .goesOn: break
        case .memberEnded: isEnded = true
        case .starved: throw .truncated
        case .damaged: throw .damaged
        }
      }
    }
    guard rest.allSatisfy({ $0 == 0 }) else { throw .damaged }
    return output
  }
}
