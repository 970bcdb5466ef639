import KubernetesAPI
import OrderedCollections
import Values

extension Command {
  static let taint = Command(
    "taint", "Update the taints on one or more nodes",
    arguments: "NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
    flags: [
      .overwrite, .all, .selector, .output, .dryRun, .validate, .fieldManager, .template,
      .showManagedFields, .allowMissingTemplateKeys,
    ]
  ) { (invocation) throws(CommandError) in
    var resources: [String] = []
    var changes: [TaintChange] = []
    for argument in invocation.arguments {
      let isChange = argument.contains(":") || argument.contains("=") || argument.hasSuffix("-")
      if isChange || !changes.isEmpty {
        do throws(CommandError) {
          changes.append(try TaintChange(argument))
        } catch {
          throw invocation.usageError(error.message)
        }
      } else {
        resources.append(argument)
      }
    }
    if resources.isEmpty {
      throw .text("one or more resources must be specified as <resource> <name>")
    }
    if changes.isEmpty { throw .text("at least one taint update is required") }
    let type = try resources.first.map { (name) throws(CommandError) in
      try invocation.connection.resourceType(
        named: String(name.split(separator: "/").first ?? ""))
    }
    guard type == .nodes else {
      throw .text("invalid resource type \(resources.first ?? ""), only node types are supported")
    }
    let dryRun = try invocation.dryRun()
    for target in try invocation.targets(
      TargetSearch(arguments: resources, takesFiles: false))
    {
      do throws(CommandError) {
        try change(target, changes, dryRun, invocation)
      } catch {
        invocation.note(error)
      }
    }
    invocation.finish()
  }

  private static func change(
    _ target: Target, _ changes: [TaintChange], _ dryRun: DryRun, _ invocation: Invocation
  ) throws(CommandError) {
    var taints = target.object.items("spec", "taints")
    var operation = ""
    for change in changes {
      let matching = taints.indices.filter { change.matches(taints[$0]) }
      if change.isRemoval {
        if matching.isEmpty {
          throw .text("taint \(quoted(change.text)) not found")
        }
        taints = taints.indices.filter { !matching.contains($0) }.map { taints[$0] }
        operation = operation.isEmpty || operation == "untainted" ? "untainted" : "modified"
      } else {
        if let place = matching.first {
          if taints[place].text("value") != change.value, !invocation.options.isSet(.overwrite) {
            throw .text(
              "node \(target.name) already has \(change.key) taint(s) with same effect(s) and"
                + " --overwrite is false")
          }
          taints[place] = change.json
        } else {
          taints.append(change.json)
        }
        operation = operation.isEmpty || operation == "tainted" ? "tainted" : "modified"
      }
    }
    var changed = target.object
    if dryRun != .client {
      changed = try invocation.patch(
        target.type, name: target.name,
        ["spec": ["taints": taints.isEmpty ? .null : .array(taints)]], as: .merge,
        isDryRun: dryRun == .server)
    }
    try invocation.report(target, changed, operation, dryRun)
  }
}

/// One taint to be set or taken away: `key=value:NoSchedule`, `key:NoSchedule-`, `key-`.
struct TaintChange {
  var key: String
  var value: String
  var effect: String
  var isRemoval: Bool
  var text: String

  init(_ text: String) throws(CommandError) {
    self.text = text
    isRemoval = text.hasSuffix("-")
    let body = isRemoval ? text.dropLast() : text[...]
    let parts = body.split(separator: ":", omittingEmptySubsequences: false)
    let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    key = String(pair[0])
    value = pair.count > 1 ? String(pair[1]) : ""
    effect = parts.count > 1 ? String(parts[1]) : ""
    if isRemoval { self.text = String(body) }
    // Without an effect the whole is taken for a key, and `=` is none of its letters.
    if parts.count == 1, !isRemoval {
      let problems = NameRules.problemsOfKey(text)
      if !problems.isEmpty {
        throw .text("invalid taint spec: \(text), \(problems.joined(separator: "; "))")
      }
    }
    if parts.count > 2 || key.isEmpty || (effect.isEmpty && !isRemoval) {
      throw .text("invalid taint spec: \(text)")
    }
    let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]
    if !effect.isEmpty, !effects.contains(effect) {
      throw .text("invalid taint effect: \(effect), unsupported taint effect")
    }
  }

  func matches(_ taint: JSON) -> Bool {
    taint.text("key") == key && (effect.isEmpty || taint.text("effect") == effect)
  }

  var json: JSON {
    var members: OrderedMembers = ["effect": .string(effect), "key": .string(key)]
    if !value.isEmpty { members["value"] = .string(value) }
    return .object(members)
  }
}
