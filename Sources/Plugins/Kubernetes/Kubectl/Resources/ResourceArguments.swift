import KubernetesAPI

/// What a command line names: kinds, or kinds with names.
struct ResourceArguments {
  /// A kind, and the name of one of its objects; nil for all that a selector selects.
  struct Item {
    var type: ResourceType
    var name: String?
  }

  var items: [Item] = []
  /// Whether kinds were named, but no objects.
  var namesKindsOnly = false

  static let nothingNamed = CommandError.text(
    "You must provide one or more resources by argument or filename.\n"
      + "Example resource specifications include:\n   '-f rsrc.yaml'\n"
      + "   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'")

  /// Names with and without their kind cannot stand beside each other.
  static func check(_ arguments: [String]) throws(CommandError) {
    let slashes = arguments.filter { $0.utf8.contains(UInt8(ascii: "/")) }.count
    if slashes == 0 || slashes == arguments.count { return }
    throw .text(
      "there is no need to specify a resource type as a separate argument when passing"
        + " arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>'"
        + " instead of 'kubectl get resource resource/<resource_name>'")
  }

  /// Reads `pods`, `pods web-0 web-1`, `pod,svc x`, `pod/web-0 sts/web`.
  init(_ arguments: [String], _ connection: APIConnection) throws(CommandError) {
    guard let first = arguments.first else { return }
    let slashes = arguments.filter { $0.utf8.contains(UInt8(ascii: "/")) }.count
    if slashes == arguments.count {
      for argument in arguments {
        items.append(try ResourceArguments.pair(argument, connection))
      }
      return
    }
    try ResourceArguments.check(arguments)
    let types = try connection.resourceTypes(named: first)
    if arguments.count == 1 {
      items = types.map { Item(type: $0, name: nil) }
      namesKindsOnly = true
      return
    }
    for type in types {
      for name in arguments.dropFirst() { items.append(Item(type: type, name: name)) }
    }
  }

  private static func pair(
    _ argument: String, _ connection: APIConnection
  ) throws(CommandError) -> Item {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count != 2 {
      throw .text("arguments in resource/name form may not have more than one slash")
    }
    if parts[0].isEmpty || parts[1].isEmpty || parts[0].contains(",") {
      throw .text("arguments in resource/name form must have a single resource and name")
    }
    return Item(
      type: try connection.resourceType(named: String(parts[0])), name: String(parts[1]))
  }
}
