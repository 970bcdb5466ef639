import KubernetesAPI
import Values

extension Flag {
  static let explainVersion = Flag(
    "api-version", "", .text(""), "Use given api-version (group/version) of the resource.")
}

extension Command {
  static let explain = Command(
    "explain", "Get documentation for a resource", arguments: "TYPE [--recursive=FALSE|TRUE]",
    flags: [
      Flag("recursive", "", .bool(false), "Print the names of all fields below, too."),
      .explainVersion, Flag.unsupported("output", "o", .text("")),
    ]
  ) { (invocation) throws(CommandError) in
    guard let argument = invocation.arguments.first else {
      throw .text(
        "You must specify the type of resource to explain. Use \"kubectl api-resources\" for a"
          + " complete list of supported resources.")
    }
    if invocation.arguments.count > 1 {
      throw .text("We accept only this format: explain RESOURCE")
    }
    let type: ResourceType
    let path: [String]
    do throws(CommandError) {
      (type, path) = try explained(argument, invocation.connection)
    } catch {
      // This command alone says it without the word error.
      throw .literal(error.message)
    }
    let version = invocation.options.text(.explainVersion)
    if !version.isEmpty, version != type.apiVersion {
      throw .text("couldn't find resource for \(quoted("\(version), Resource=\(type.plural)"))")
    }
    let isRecursive = invocation.options.isSet(Flag("recursive", "", .bool(false)))
    try Explanation(invocation, type).show(path, isRecursive: isRecursive)
    invocation.finish()
  }

  /// The kind and the path of `sts.spec.template`, `statefulsets.apps.spec`.
  private static func explained(
    _ argument: String, _ connection: APIConnection
  ) throws(CommandError) -> (ResourceType, [String]) {
    let words = argument.split(separator: ".").map { String($0) }
    guard let first = words.first else {
      throw .text("the server doesn't have a resource type \(quoted(argument))")
    }
    let type = try connection.resourceType(named: first)
    var path = Array(words.dropFirst())
    let group = type.group.split(separator: ".").map { String($0) }
    if !group.isEmpty, path.starts(with: group) { path.removeFirst(group.count) }
    if path.first == type.version, !group.isEmpty { path.removeFirst() }
    return (type, path)
  }
}
