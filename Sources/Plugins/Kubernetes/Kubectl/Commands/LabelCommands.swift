import KubernetesAPI
import OrderedCollections
import Values

extension Flag {
  static let list = Flag("list", "", .bool(false), "Display the values for a given resource.")
}

extension Command {
  private static let flags: [Flag] = [
    .overwrite, .list, .all, .allNamespaces, .selector, .fieldSelector, .filename, .recursive,
    .output, .dryRun, .resourceVersion, .fieldManager, .kustomize, .template, .showManagedFields,
    .allowMissingTemplateKeys, .unsupported("local", "", .bool(false)),
  ]

  static let label = Command(
    "label", "Update the labels on a resource",
    arguments: "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N",
    flags: flags
  ) { (invocation) throws(CommandError) in
    try KeyChanges.run(invocation, member: "labels")
  }

  static let annotate = Command(
    "annotate", "Update the annotations on a resource",
    arguments: "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N",
    flags: flags
  ) { (invocation) throws(CommandError) in
    try KeyChanges.run(invocation, member: "annotations")
  }
}

/// Labels or annotations to be set and taken away: `tier=front zone-`.
struct KeyChanges {
  /// nil takes the key away.
  var changes: [(key: String, value: String?)] = []
  /// The arguments before the changes.
  var resources: [String] = []

  /// Splits arguments at the first one that holds `=` or ends with `-`.
  init(_ arguments: [String], what: String) throws(CommandError) {
    var isChange = false
    for argument in arguments {
      let equals = argument.firstIndex(of: "=")
      let looksLikeChange =
        equals.map { $0 > argument.startIndex } ?? false
        || (argument.hasSuffix("-") && argument.utf8.count > 1)
      if looksLikeChange { isChange = true }
      if !isChange {
        resources.append(argument)
      } else if let equals, equals > argument.startIndex {
        let value = argument[argument.index(after: equals)...]
        if what == "label" {
          if value.contains("=") { throw .text("invalid label spec: \(argument)") }
          for problem in NameRules.problemsOfValue(String(value)) {
            throw .text("invalid label value: \(quoted(argument)): \(problem)")
          }
        }
        changes.append(
          (String(argument[..<equals]), String(argument[argument.index(after: equals)...])))
      } else if argument.hasSuffix("-"), argument.utf8.count > 1 {
        changes.append((String(argument.dropLast()), nil))
      } else {
        throw .text(
          "all resources must be specified before \(what) changes: \(argument)")
      }
    }
    for (key, value) in changes where value == nil {
      if changes.contains(where: { $0.key == key && $0.value != nil }) {
        throw .text(
          "can not both modify and remove \(what == "label" ? "a" : "an") \(what)"
            + " in the same command")
      }
    }
  }

  static func run(_ invocation: Invocation, member: String) throws(CommandError) {
    let isLabel = member == "labels"
    let what = isLabel ? "label" : "annotation"
    let parsed = try KeyChanges(invocation.arguments, what: what)
    let isListing = invocation.options.isSet(.list)
    if parsed.changes.isEmpty, !isListing {
      if !parsed.resources.isEmpty || !invocation.options.list(.filename).isEmpty {
        throw .text("at least one \(what) update is required")
      }
    }
    if parsed.resources.isEmpty, invocation.options.list(.filename).isEmpty {
      throw .text(
        "one or more resources must be specified as <resource> <name> or <resource>/<name>")
    }
    let dryRun = try invocation.dryRun()
    for target in try invocation.targets(TargetSearch(arguments: parsed.resources)) {
      do throws(CommandError) {
        if isListing, parsed.changes.isEmpty {
          for (key, value) in target.object.map("metadata", member) {
            invocation.show("\(key)=\(value)")
          }
          continue
        }
        try parsed.change(target, member: member, dryRun, invocation)
      } catch {
        invocation.note(error)
      }
    }
    invocation.finish()
  }

  private func change(
    _ target: Target, member: String, _ dryRun: DryRun, _ invocation: Invocation
  ) throws(CommandError) {
    let isLabel = member == "labels"
    let present = target.object.at("metadata", member)
    if !invocation.options.isSet(.overwrite) { try checkOverwriting(present, isLabel: isLabel) }
    var patch: OrderedMembers = [:]
    var sets = false
    var removes = false
    for (key, value) in changes {
      let old = present?[key]?.string
      if let value {
        if old != value { patch[key] = .string(value) }
        if old != value { sets = true }
      } else if old != nil {
        patch[key] = .null
        removes = true
      } else if isLabel {
        invocation.show("label \(quoted(key)) not found.")
      }
    }
    var changed = target.object
    if !patch.isEmpty, dryRun != .client {
      changed = try invocation.patch(
        target.type, namespace: target.namespace, name: target.name,
        ["metadata": .object([member: .object(patch)])], as: .merge,
        isDryRun: dryRun == .server)
    }
    var operation = "annotated"
    if isLabel {
      let asksOnlyToSet = changes.allSatisfy { $0.value != nil }
      if !sets, !removes {
        operation = asksOnlyToSet ? "not labeled" : "labeled"
      } else {
        operation = sets ? "labeled" : "unlabeled"
      }
    }
    try invocation.report(target, changed, operation, dryRun)
  }

  private func checkOverwriting(_ present: JSON?, isLabel: Bool) throws(CommandError) {
    var problems: [String] = []
    for (key, value) in changes {
      if let value, let old = present?[key]?.string, old != value {
        problems.append("'\(key)' already has a value (\(old))")
      }
    }
    if problems.isEmpty { return }
    if isLabel {
      throw .several(problems.map { .text("\($0), and --overwrite is false") })
    }
    throw .text(
      "--overwrite is false but found the following declared annotation(s): "
        + problems.joined(separator: "; "))
  }
}
