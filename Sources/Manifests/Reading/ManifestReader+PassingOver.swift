// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

extension ManifestReader {
  /// Says of an object, by its kind and apiVersion, whether it would only be counted.
  package var passesOver: DocumentCutter.Filter {
    let noted = notesWorkloads ? Self.noted : []
    return { kind, apiVersion in
      !kind.hasSuffix("List") && !Self.alwaysRead.contains(kind) && !noted.contains(kind)
        && !ObjectType(apiVersion: apiVersion, kind: kind).mayBeRBAC
    }
  }

  private static let alwaysRead = ["ServiceAccount", "CustomResourceDefinition"]

  /// Counts objects that need no reading.
  package mutating func passOver(objects count: Int) { set.otherObjects += count }
}
