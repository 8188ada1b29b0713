// SPDX-License-Identifier: Apache-2.0

/// Events that differ in their id and their time alone, as most of a log do from earlier ones.
package final class AuditTemplate: Sendable {
  /// With an empty id and without a time.
  package let event: AuditEvent
  /// Its place among those that a reader knows; another may take it later.
  package let number: Int

  init(_ event: AuditEvent, number: Int) {
    self.event = event
    self.number = number
  }

  /// The event with an id and a time of its own.
  package func event(id: UnsafeBufferPointer<UInt8>, time: Timestamp?) -> AuditEvent {
    var event = event
    event.id = String(decoding: id, as: UTF8.self)
    event.time = time
    return event
  }
}
