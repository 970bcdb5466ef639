import KubernetesAPI
import OrderedCollections
import Values

extension Flag {
  static let containers = Flag(
    "containers", "c", .text("*"), "The names of containers in the selected pod templates.")
  static let requests = Flag("requests", "", .text(""), "The resource requirement requests.")
  static let limits = Flag("limits", "", .text(""), "The resource requirement limits.")
}

extension Command {
  static let setEnvironment = Command(
    "env", "Update environment variables on a pod template",
    arguments: "RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N",
    flags: setFlags + [
      .containers, .list, .overwrite, .env, .unsupported("from", "", .text("")),
      .unsupported("prefix", "", .text("")), .unsupported("keys", "", .list),
      .unsupported("resolve", "", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    var resources: [String] = []
    var changes: [(key: String, value: String?)] = []
    for argument in invocation.arguments + invocation.options.list(.env) {
      if let equals = argument.firstIndex(of: "="), equals > argument.startIndex {
        changes.append(
          (String(argument[..<equals]), String(argument[argument.index(after: equals)...])))
      } else if argument.hasSuffix("-"), argument.utf8.count > 1 {
        changes.append((String(argument.dropLast()), nil))
      } else {
        resources.append(argument)
      }
    }
    if resources.isEmpty, invocation.options.list(.filename).isEmpty {
      throw .text(
        "one or more resources must be specified as <resource> <name> or <resource>/<name>")
    }
    if invocation.options.isSet(.list) {
      try listVariables(resources, invocation)
      return
    }
    try ResourceArguments.check(resources)
    let wanted = invocation.options.text(.containers)
    try TemplateChange.run(resources, "env updated", invocation) { (spec) throws(CommandError) in
      let containers = spec.items("containers").map { container in
        wanted == "*" || container.text("name") == wanted
          ? changed(container, changes) : container
      }
      return spec.setting(["containers"], to: .array(containers))
    }
  }

  private static func changed(
    _ container: JSON, _ changes: [(key: String, value: String?)]
  ) -> JSON {
    var variables = container.items("env")
    for (key, value) in changes {
      let place = variables.firstIndex { $0.text("name") == key }
      guard let value else {
        if let place { variables.remove(at: place) }
        continue
      }
      let variable: JSON = ["name": .string(key), "value": .string(value)]
      if let place { variables[place] = variable } else { variables.append(variable) }
    }
    return container.setting(["env"], to: variables.isEmpty ? nil : .array(variables))
  }

  private static func listVariables(
    _ resources: [String], _ invocation: Invocation
  ) throws(CommandError) {
    for target in try invocation.targets(TargetSearch(arguments: resources)) {
      let spec =
        (target.type == .pods
          ? target.object["spec"] : target.object.at("spec", "template", "spec")) ?? .null
      for container in spec.items("containers") {
        invocation.show(
          "# \(target.type.kind) \(target.name), container \(container.text("name"))")
        for variable in container.items("env") {
          let name = variable.text("name")
          if let source = variable["valueFrom"] {
            if let field = source["fieldRef"] {
              invocation.show(
                "# \(name) from field path \(field.text("fieldPath"))")
            } else if let secret = source["secretKeyRef"] {
              invocation.show(
                "# \(name) from secret \(secret.text("name")), key \(secret.text("key"))")
            } else if let map = source["configMapKeyRef"] {
              invocation.show(
                "# \(name) from configmap \(map.text("name")), key \(map.text("key"))")
            }
          } else {
            invocation.show("\(name)=\(variable.text("value"))")
          }
        }
      }
    }
    invocation.finish()
  }

  static let setResources = Command(
    "resources", "Update resource requests/limits on objects with pod templates",
    arguments: "(-f FILENAME | TYPE NAME) ([--limits=LIMITS & --requests=REQUESTS]",
    flags: setFlags + [.containers, .requests, .limits]
  ) { (invocation) throws(CommandError) in
    let options = invocation.options
    if invocation.arguments.isEmpty, options.list(.filename).isEmpty {
      throw ResourceArguments.nothingNamed
    }
    if options.text(.requests).isEmpty, options.text(.limits).isEmpty {
      throw .text(
        "you must specify an update to requests or limits (in the form of --requests/--limits)")
    }
    let requests = try amounts(options.text(.requests))
    let limits = try amounts(options.text(.limits))
    let wanted = options.text(.containers)
    try TemplateChange.run(
      invocation.arguments, "resource requirements updated", invocation
    ) { (spec) throws(CommandError) in
      let isFound = spec.items("containers").contains {
        wanted == "*" || $0.text("name") == wanted
      }
      if !isFound { throw .text("unable to find container named \(wanted)") }
      let containers = spec.items("containers").map { container in
        guard wanted == "*" || container.text("name") == wanted else { return container }
        var container = container
        for (key, value) in requests {
          container = container.setting(["resources", "requests", key], to: .string(value))
        }
        for (key, value) in limits {
          container = container.setting(["resources", "limits", key], to: .string(value))
        }
        return container
      }
      return spec.setting(["containers"], to: .array(containers))
    }
  }

  private static func amounts(
    _ text: String
  ) throws(CommandError) -> [(key: String, value: String)] {
    var result: [(key: String, value: String)] = []
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", omittingEmptySubsequences: false)
      guard pair.count == 2 else {
        throw .text("Invalid argument syntax \(part), expected <resource>=<value>")
      }
      guard let amount = Quantity(String(pair[1])) else {
        throw .text(
          "quantities must match the regular expression"
            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
      }
      result.append((String(pair[0]), amount.text))
    }
    return result
  }
}
