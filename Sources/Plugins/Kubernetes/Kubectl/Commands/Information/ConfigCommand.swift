import GoWriting
import KubernetesAPI
import Values

extension Flag {
  static let currentContext = Flag("current", "", .bool(false), "Modify the current context")
}

extension Command {
  static var config: Command {
    let refused = [
      "delete-cluster", "delete-context", "delete-user", "rename-context", "set", "set-cluster",
      "set-credentials", "unset",
    ].map {
      Command(refused: $0, "Modify kubeconfig files", "there is one cluster and one user")
    }
    return Command(
      group: "config", "Modify kubeconfig files",
      subcommands: [
        Command("current-context", "Display the current-context") {
          (invocation) throws(CommandError) in
          invocation.show(Versions.context)
          invocation.finish()
        },
        Command("get-clusters", "Display clusters defined in the kubeconfig") {
          (invocation) throws(CommandError) in
          invocation.show("NAME\nkubernetes")
          invocation.finish()
        },
        Command(
          "get-contexts", "Describe one or many contexts",
          arguments: "[(-o|--output=)name)]", flags: [.noHeaders, .output], body: getContexts),
        Command("get-users", "Display users defined in the kubeconfig") {
          (invocation) throws(CommandError) in
          invocation.show("NAME\nkubernetes-admin")
          invocation.finish()
        },
        Command(
          "set-context", "Set a context entry in kubeconfig",
          arguments: "[NAME | --current] [--namespace=namespace]", flags: [.currentContext],
          body: setContext),
        Command(
          "use-context", aliases: ["use"], "Set the current-context in a kubeconfig file",
          arguments: "CONTEXT_NAME", body: useContext),
        Command(
          "view", "Display merged kubeconfig settings or a specified kubeconfig file",
          flags: [
            .output, Flag("minify", "", .bool(false)), Flag("flatten", "", .bool(false)),
            Flag("merge", "", .bool(true)), .unsupported("raw", "", .bool(false)), .template,
            .allowMissingTemplateKeys, .showManagedFields,
          ], body: viewConfiguration),
      ] + refused)
  }

  private static func getContexts(_ invocation: Invocation) throws(CommandError) {
    let unknown = invocation.arguments.filter { $0 != Versions.context }
    if invocation.options.text(.output) == "name" {
      if unknown.isEmpty { invocation.show(Versions.context) }
    } else {
      var writer = TabWriter.table
      if !invocation.options.isSet(.noHeaders) {
        writer.write(cells: ["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"])
      }
      let namespace = invocation.configuration.chosenNamespace ?? ""
      if unknown.isEmpty {
        writer.write(cells: [
          "*", Versions.context, "kubernetes", "kubernetes-admin",
          namespace,
        ])
      }
      invocation.write(writer.flush())
    }
    for name in unknown { invocation.note(.text("context \(name) not found")) }
    invocation.finish()
  }

  private static func setContext(_ invocation: Invocation) throws(CommandError) {
    let isCurrent = invocation.options.isSet(.currentContext)
    guard let name = invocation.arguments.first ?? (isCurrent ? Versions.context : nil) else {
      throw .text("you must specify a non-empty context name or --current")
    }
    guard name == Versions.context else {
      throw .text("the context \(quoted(name)) cannot be made here: there is one cluster")
    }
    let namespace = invocation.options.text(.namespace)
    if !namespace.isEmpty {
      var configuration = invocation.configuration
      try configuration.setNamespace(namespace, invocation.process)
    }
    invocation.show("Context \(quoted(name)) modified.")
    invocation.finish()
  }

  private static func useContext(_ invocation: Invocation) throws(CommandError) {
    guard let name = invocation.arguments.first, invocation.arguments.count == 1 else {
      let words = invocation.arguments.joined(separator: " ")
      throw .text("Unexpected args: [\(words)]")
    }
    guard name == Versions.context else {
      throw .text("no context exists with the name: \(quoted(name))")
    }
    invocation.show("Switched to context \(quoted(name)).")
    invocation.finish()
  }

  private static func viewConfiguration(_ invocation: Invocation) throws(CommandError) {
    let output = invocation.options.text(.output)
    let isTemplate = invocation.options.has(.template)
    let format = try invocation.outputFormat(output.isEmpty && !isTemplate ? "yaml" : output)
    try invocation.show(invocation.configuration.view, format, messageName: "config")
    invocation.finish()
  }
}
