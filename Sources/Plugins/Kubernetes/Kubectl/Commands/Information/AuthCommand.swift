import GoWriting
import KubernetesAPI
import Values

extension Command {
  static var auth: Command {
    Command(
      group: "auth", "Inspect authorization",
      subcommands: [
        canI,
        Command(
          refused: "reconcile",
          "Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding"
            + " objects", "roles are not simulated"),
        whoAmI,
      ])
  }

  private static let verbs = [
    "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use",
    "bind", "impersonate", "*", "approve", "sign", "escalate", "attest",
  ]

  /// The learner is the cluster's administrator, so everything is allowed.
  private static let canI = Command(
    "can-i", "Check whether an action is allowed",
    arguments: "VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
    flags: [
      .allNamespaces, Flag("quiet", "q", .bool(false), "Only return the exit status."),
      Flag("subresource", "", .text(""), "SubResource such as pod/log or deployment/scale"),
      .noHeaders, .unsupported("list", "", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    let arguments = invocation.arguments
    guard arguments.count == 2 else {
      throw .text(
        "you must specify two arguments: verb resource or verb resource/resourceName.\n"
          + "See 'kubectl auth can-i -h' for help and examples.")
    }
    if !verbs.contains(arguments[0]) {
      invocation.printError("Warning: verb '\(arguments[0])' is not a known verb\n")
    }
    let name = String(arguments[1].prefix { $0 != "/" })
    if !arguments[1].hasPrefix("/"), name != "*" {
      do throws(CommandError) {
        let type = try invocation.connection.resourceType(named: name)
        if !type.isNamespaced, !invocation.options.isSet(.allNamespaces) {
          invocation.printError(
            "Warning: resource '\(type.plural)' is not namespace scoped"
              + (type.group.isEmpty ? "" : " in group '\(type.group)'") + "\n")
        }
      } catch {
        invocation.printError("Warning: the server doesn't have a resource type '\(name)'\n")
      }
    }
    if !invocation.options.isSet(Flag("quiet", "q", .bool(false))) { invocation.show("yes") }
    invocation.finish()
  }

  private static let whoAmI = Command(
    "whoami", "Experimental: Check self subject attributes",
    flags: [.output, .template, .allowMissingTemplateKeys, .showManagedFields]
  ) { (invocation) throws(CommandError) in
    let format = try invocation.outputFormat()
    if format.isTable {
      var writer = TabWriter.table
      writer.write(cells: ["ATTRIBUTE", "VALUE"])
      writer.write(cells: ["Username", "kubernetes-admin"])
      writer.write(cells: ["Groups", "[kubeadm:cluster-admins system:authenticated]"])
      invocation.write(writer.flush())
    } else {
      try invocation.show(
        [
          "apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview",
          "metadata": ["creationTimestamp": .null],
          "status": [
            "userInfo": [
              "groups": ["kubeadm:cluster-admins", "system:authenticated"],
              "username": "kubernetes-admin",
            ]
          ],
        ], format, messageName: "selfsubjectreview.authentication.k8s.io/")
    }
    invocation.finish()
  }

  /// There is no metrics server, as in a cluster that nobody added one to.
  static var top: Command {
    func measure(_ name: String, _ aliases: [String], _ summary: String) -> Command {
      Command(
        name, aliases: aliases, summary, arguments: "[NAME | -l label]",
        flags: [
          .selector, .noHeaders, .allNamespaces, .fieldSelector, .sortBy,
          Flag("containers", "", .bool(false)), Flag("sum", "", .bool(false)),
          Flag("show-capacity", "", .bool(false)), Flag("use-protocol-buffers", "", .bool(true)),
        ]
      ) { (_) throws(CommandError) in throw .text("Metrics API not available") }
    }
    return Command(
      group: "top", "Display resource (CPU/memory) usage",
      subcommands: [
        measure("node", ["nodes", "no"], "Display resource (CPU/memory) usage of nodes"),
        measure("pod", ["pods", "po"], "Display resource (CPU/memory) usage of pods"),
      ])
  }
}
