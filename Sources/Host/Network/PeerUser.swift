// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Who is at the other end of a connection on 127.0.0.1.
enum PeerUser {
  /// The number of the user whose socket the client's is; `nil` where the system does not say.
  ///
  /// Linux lists the sockets of a network with their owners. Source: proc(5), `/proc/net/tcp`.
  static func id(ofClient descriptor: Int32, at port: UInt16) -> uid_t? {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getpeername(descriptor, $0, &length)
      }
    }
    guard result == 0, let table = try? Files.content(of: "/proc/net/tcp", limit: 1 << 26) else {
      return nil
    }
    let client = endpoint(UInt16(bigEndian: address.sin_port))
    let server = endpoint(port)
    for line in table.split(separator: 0x0A).dropFirst() {
      let fields = line.split(separator: 0x20)
      guard fields.count > 7, fields[1].elementsEqual(client.utf8),
        fields[2].elementsEqual(server.utf8)
      else { continue }
      return uid_t(String(decoding: fields[7], as: UTF8.self))
    }
    return nil
  }

  /// 127.0.0.1 and a port as the table writes them: in hexadecimal, the address as the machine
  /// keeps it.
  private static func endpoint(_ port: UInt16) -> String {
    func digits(_ number: UInt32, _ width: Int) -> String {
      let text = String(number, radix: 16, uppercase: true)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return digits(UInt32(0x7F00_0001).bigEndian, 8) + ":" + digits(UInt32(port), 4)
  }
}
