// SPDX-License-Identifier: Apache-2.0

package import Manifests
import RBAC

/// Adds events up to a tally, those that are alike without looking each of them up.
package struct UsageGatherer {
  /// The events of one template. A class, for each of them is looked at millions of times.
  private final class Slot {
    let template: AuditTemplate
    let key: UsageTally.Key
    let name: String
    let nameHash: UInt64
    let isCounted: Bool
    /// Place in `sketches`.
    let sketch: Int
    /// Of events of the last stage what became of them.
    let outcome: AuditEvent.Outcome
    var count = RequestCount()
    var events = 0

    init(
      _ template: AuditTemplate, _ key: UsageTally.Key, name: String, isCounted: Bool, sketch: Int
    ) {
      self.template = template
      self.key = key
      self.name = name
      nameHash = StageSketch.hash(name.utf8)
      self.isCounted = isCounted
      self.sketch = sketch
      outcome = template.event.stage.isLast ? template.event.outcome : .unknown
    }
  }

  /// The ids of one stage and kind of request.
  private struct SketchKey: Hashable {
    var key: UsageTally.Key
    var stage: AuditEvent.Stage
  }

  private var tally = UsageTally()
  private let counts: (_ user: String) -> Bool
  private var slots: [Slot?] = []
  private var sketches: [StageSketch] = []
  private var sketchPlaces: [SketchKey: Int] = [:]

  /// - Parameter counts: whether a user's requests are counted.
  package init(counts: @escaping (_ user: String) -> Bool = { _ in true }) {
    self.counts = counts
  }

  package mutating func add(_ event: AuditEvent) { tally.add(event, counts: counts) }

  package mutating func add(
    _ template: AuditTemplate, id: UnsafeBufferPointer<UInt8>, time: Timestamp?
  ) {
    let number = template.number
    if number >= slots.count {
      slots.append(contentsOf: repeatElement(nil, count: number + 1 - slots.count))
    }
    let slot: Slot
    if let known = slots[number], known.template === template {
      slot = known
    } else {
      if let old = slots[number] { finish(old) }
      slot = makeSlot(template)
      slots[number] = slot
    }
    slot.events += 1
    guard slot.isCounted else { return }
    slot.count.add(slot.outcome, time)
    sketches[slot.sketch].add(id: StageSketch.hash(id), name: slot.nameHash, time: time)
  }

  package mutating func addOther() { tally.others += 1 }

  package mutating func add(_ record: DamagedRecord) { tally.damaged.add(record) }

  /// How many records are damaged so far.
  package var damagedCount: Int { tally.damaged.count }

  /// What all events add up to.
  package func finished() -> UsageTally {
    var copy = self
    for slot in slots { if let slot { copy.finish(slot) } }
    for (key, place) in sketchPlaces {
      copy.tally.groups[key.key, default: UsageTally.Group()].add(sketches[place], of: key.stage)
    }
    return copy.tally
  }

  private mutating func makeSlot(_ template: AuditTemplate) -> Slot {
    let event = template.event
    let kind = RequestKind(event.request)
    tally.kinds.insert(kind.anywhere)
    let key = UsageTally.Key(user: ExactText(event.user), kind: kind)
    let isCounted = counts(event.user)
    let sketchKey = SketchKey(key: key, stage: event.stage.isLast ? .responseComplete : event.stage)
    let place = sketchPlaces[sketchKey] ?? sketches.count
    if isCounted, place == sketches.count {
      sketches.append(StageSketch())
      sketchPlaces[sketchKey] = place
    }
    return Slot(
      template, key, name: event.request.nameInKind, isCounted: isCounted, sketch: place)
  }

  private mutating func finish(_ slot: Slot) {
    tally.events += slot.events
    guard slot.isCounted, slot.events > 0 else { return }
    tally.groups[slot.key, default: UsageTally.Group()].add(
      slot.name, slot.count, of: slot.template.event.stage)
  }
}

extension UsageTally.Group {
  fileprivate mutating func add(_ name: String, _ count: RequestCount, of stage: AuditEvent.Stage) {
    switch stage {
    case .requestReceived: received.add(name, count)
    case .responseStarted: started.add(name, count)
    case .responseComplete, .panic: ended.add(name, count)
    }
  }

  fileprivate mutating func add(_ sketch: StageSketch, of stage: AuditEvent.Stage) {
    switch stage {
    case .requestReceived: receivedIDs.add(sketch)
    case .responseStarted: startedIDs.add(sketch)
    case .responseComplete, .panic: endedIDs.add(sketch)
    }
  }
}
