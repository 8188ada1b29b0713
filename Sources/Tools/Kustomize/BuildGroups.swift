// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// Builds in groups that can be applied to one cluster together.
///
/// Overlays of one base mostly build the same objects in different forms, and are for different
/// clusters. Each group is as large as can be, and every build is in one at least.
package struct BuildGroups: Sendable {
  /// Two builds that give one object two forms.
  package struct Conflict: Sendable {
    package var object: ObjectKey
    /// The folders.
    package var first: String
    package var second: String
  }

  package private(set) var groups: [[BuiltFolder]] = []
  /// `nil` where all builds are one group.
  package private(set) var conflict: Conflict?

  package init(_ builds: [BuiltFolder]) {
    let forms = builds.map { build in
      Dictionary(
        build.objects.filter { ObjectKey($0).isRBAC }.map { (ObjectKey($0), $0.orderless) }
      ) { $1 }
    }
    func contested(_ left: Int, _ right: Int) -> ObjectKey? {
      forms[left].first { forms[right][$0.key].map { [form = $0.value] in $0 != form } ?? false }?
        .key
    }
    var waiting = Array(builds.indices)
    while !waiting.isEmpty {
      var group: [Int] = []
      for build in waiting + builds.indices.filter({ !waiting.contains($0) }) {
        guard
          let (other, object) = group.lazy.compactMap({ other in
            contested(other, build).map { (other, $0) }
          }).first
        else {
          group.append(build)
          continue
        }
        if conflict == nil {
          conflict = Conflict(
            object: object, first: builds[other].folder, second: builds[build].folder)
        }
      }
      waiting.removeAll(where: group.contains)
      groups.append(group.sorted().map { builds[$0] })
    }
  }
}

extension [BuiltFolder] {
  /// The objects of all, those that several build alike once, each with the build it is of.
  package var objects: [(build: BuiltFolder, object: YAMLNode)] {
    var seen: Set<ObjectKey> = []
    return flatMap { build in
      build.objects.compactMap { object in
        let key = ObjectKey(object)
        return !key.isRBAC || seen.insert(key).inserted ? (build, object) : nil
      }
    }
  }
}
