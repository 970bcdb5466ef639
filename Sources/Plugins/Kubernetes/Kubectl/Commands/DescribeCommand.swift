import KubernetesAPI
import Values

extension Flag {
  static let showEvents = Flag(
    "show-events", "", .bool(true), "If true, display events related to the described object.")
}

extension Command {
  static let describe = Command(
    "describe", "Show details of a specific resource or group of resources",
    arguments: "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
    flags: [
      .filename, .recursive, .selector, .allNamespaces, .showEvents, .chunkSize, .kustomize,
    ]
  ) { (invocation) throws(CommandError) in
    if invocation.arguments.isEmpty, invocation.options.list(.filename).isEmpty {
      throw .text(
        "You must specify the type of resource to describe. Use \"kubectl api-resources\" for a"
          + " complete list of supported resources.\n")
    }
    var targets = try invocation.targets(TargetSearch(listsKinds: true))
    // A name that nobody has may be the beginning of others' names. Between those stands one
    // blank line, between others two.
    var separator = "\n\n"
    var end = ""
    if targets.isEmpty, invocation.hasErrors, let prefix = try prefixed(invocation) {
      if !prefix.isEmpty { _ = invocation.takeErrors() }
      separator = "\n"
      end = "\n"
      targets = prefix
    }
    if targets.isEmpty, !invocation.hasErrors {
      invocation.printError(
        invocation.options.isSet(.allNamespaces)
          ? "No resources found" : "No resources found in \(invocation.namespace) namespace.")
    }
    var isFirst = true
    for target in targets {
      do throws(CommandError) {
        let text = try Describers.describe(target, invocation)
        invocation.write((isFirst ? "" : separator) + text)
        isFirst = false
      } catch {
        invocation.note(error)
      }
    }
    if !isFirst { invocation.write(end) }
    invocation.finish()
  }

  private static func prefixed(_ invocation: Invocation) throws(CommandError) -> [Target]? {
    let named = try ResourceArguments(invocation.arguments, invocation.connection)
    guard named.items.count == 1, invocation.arguments.count == 2, let item = named.items.first,
      let prefix = item.name
    else { return nil }
    return try invocation.list(item.type).filter { $0.name.hasPrefix(prefix) }.map {
      Target(type: item.type, namespace: $0.namespace, name: $0.name, object: $0)
    }
  }
}
