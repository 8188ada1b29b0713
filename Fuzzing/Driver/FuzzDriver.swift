// SPDX-License-Identifier: Apache-2.0

import FuzzEntries
import Host

/// What libFuzzer, which has the main function, calls.
enum FuzzDriver {
  /// The entry that `ROLEFIT_FUZZ_ENTRY` names: the programs that libFuzzer starts itself know the
  /// environment, but no arguments besides its own.
  fileprivate static let entry: any FuzzEntry.Type = {
    let name = Environment.value("ROLEFIT_FUZZ_ENTRY") ?? ""
    guard let entry = FuzzEntries.all.first(where: { $0.name == name }) else {
      fatalError("ROLEFIT_FUZZ_ENTRY is none of \(FuzzEntries.all.map { $0.name })")
    }
    return entry
  }()
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    try FuzzDriver.entry.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  } catch {
    fatalError("\(FuzzDriver.entry.name): \(error)")
  }
  return 0
}
