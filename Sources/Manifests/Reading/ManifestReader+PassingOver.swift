// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

extension ManifestReader {
  /// Says of an object, by its kind and apiVersion, whether it would only be counted.
  package var passesOver: DocumentCutter.Filter {
    let read = Set(
      ["ServiceAccount", "CustomResourceDefinition"] + (notesWorkloads ? Self.noted : []))
    return { kind, apiVersion in
      !kind.hasSuffix("List") && !read.contains(kind)
        && !ObjectType(apiVersion: apiVersion, kind: kind).mayBeRBAC
    }
  }

  /// Counts objects that need no reading.
  package mutating func passOver(objects count: Int) { set.otherObjects += count }
}
