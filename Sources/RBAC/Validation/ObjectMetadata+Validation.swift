// SPDX-License-Identifier: Apache-2.0

extension ObjectMetadata {
  /// Why the API server would reject an RBAC object for its metadata. A namespace on a
  /// cluster-scoped object is no reason: the server drops it.
  ///
  /// Source: k8s.io/apimachinery, `ValidateObjectMetaAccessor` in pkg/api/validation/objectmeta.go,
  /// with the name rule of kubernetes/kubernetes, pkg/apis/rbac/validation/validation.go.
  func validate(isNamespaced: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    if !generateName.isEmpty {
      errors += NameRules.pathSegmentProblems(generateName).map {
        .invalid("metadata.generateName", $0)
      }
    }
    if createdName.isEmpty {
      errors.append(.required("metadata.name"))
    } else {
      errors += NameRules.pathSegmentProblems(createdName).map { .invalid("metadata.name", $0) }
    }
    if isNamespaced {
      if namespace.isEmpty {
        errors.append(.required("metadata.namespace"))
      } else if !NameRules.isLabel(namespace) {
        errors.append(.invalid("metadata.namespace", NameRules.labelProblem))
      }
    }
    errors += Self.validate(labels: labels, at: "metadata.labels")
    return errors + annotationErrors + finalizerErrors
  }

  /// Label keys and values, in the order of the keys.
  static func validate(labels: [String: String], at field: String) -> [FieldError] {
    labels.sorted { $0.key < $1.key }.flatMap { key, value in
      var errors = NameRules.qualifiedNameProblems(key).map {
        FieldError.invalid(field, "has the key \"\(key)\", whose \($0)")
      }
      if !NameRules.isLabelValue(value) {
        errors.append(
          .invalid(field, "has for \"\(key)\" a value that \(NameRules.labelValueProblem)"))
      }
      return errors
    }
  }

  /// The name, or what the server makes of `generateName`: its first 58 bytes and five characters.
  private var createdName: String {
    guard name.isEmpty, !generateName.isEmpty else { return name }
    return String(decoding: generateName.utf8.prefix(58), as: UTF8.self) + "xxxxx"
  }

  /// Keys are label keys in any case; everything together fits in 256 KiB.
  private var annotationErrors: [FieldError] {
    var errors = annotations.keys.sorted().flatMap { key in
      NameRules.qualifiedNameProblems(key.lowercased()).map {
        FieldError.invalid("metadata.annotations", "has the key \"\(key)\", whose \($0)")
      }
    }
    let size = annotations.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    if size > 256 * 1024 {
      errors.append(
        FieldError(
          field: "metadata.annotations", reason: .tooLong,
          detail: "hold \(size) bytes, more than 262144"))
    }
    return errors
  }

  /// Besides the form, kubernetes/kubernetes (`ValidateObjectMeta` in
  /// pkg/apis/core/validation/validation.go) takes names without a domain only when it knows them.
  private var finalizerErrors: [FieldError] {
    let orphan = "orphan"
    let foreground = "foregroundDeletion"
    var errors = finalizers.flatMap { finalizer in
      NameRules.qualifiedNameProblems(finalizer).map {
        FieldError.invalid("metadata.finalizers", "hold \"\(finalizer)\", whose \($0)")
      }
    }
    if finalizers.contains(orphan), finalizers.contains(foreground) {
      errors.append(
        .invalid("metadata.finalizers", "cannot hold both \"\(orphan)\" and \"\(foreground)\""))
    }
    for (index, finalizer) in finalizers.enumerated()
    where !finalizer.utf8.contains(UInt8(ascii: "/"))
      && !["kubernetes", orphan, foreground].contains(finalizer)
    {
      errors.append(
        .invalid(
          "metadata.finalizers[\(index)]", "needs a domain, as in \"example.com/\(finalizer)\""))
    }
    return errors
  }
}
