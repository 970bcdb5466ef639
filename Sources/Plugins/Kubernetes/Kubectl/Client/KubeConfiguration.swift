import OrderedCollections
import Simulation
import Values

/// The file `~/.kube/config`. There is one cluster, one user and one context; what can be chosen is
/// the namespace that commands work in.
struct KubeConfiguration {
  /// The namespace that the context names; nil when it names none.
  private(set) var chosenNamespace: String?
  var namespace: String { chosenNamespace ?? "default" }

  /// Reads the file, if there is one.
  init(_ process: Process, _ yamlReader: any YAMLReader) {
    do throws(FileError) {
      let text = try process.fileSystem.read(KubeConfiguration.path(process))
      guard case .success(let documents) = yamlReader.documents(in: text) else { return }
      for context in documents.first?.value.items("contexts") ?? []
      where context.text("name") == Versions.context {
        let namespace = context.text("context", "namespace")
        if !namespace.isEmpty { chosenNamespace = namespace }
      }
    } catch {}
  }

  private static func path(_ process: Process) -> String {
    (process.environment["HOME"] ?? "/root") + "/.kube/config"
  }

  /// Writes the file with another namespace.
  mutating func setNamespace(_ name: String, _ process: Process) throws(CommandError) {
    chosenNamespace = name
    let path = KubeConfiguration.path(process)
    do throws(FileError) {
      try process.fileSystem.makeDirectory(
        String(path.dropLast(7)), withParents: true, now: process.world.now)
      try process.fileSystem.write(view.yamlText, to: path, now: process.world.now)
    } catch {
      throw .text("open \(path): \(error.text.lowercased())")
    }
  }

  /// The file as `kubectl config view` shows it.
  var view: JSON {
    var context: OrderedMembers = ["cluster": "kubernetes"]
    if let chosenNamespace { context["namespace"] = .string(chosenNamespace) }
    context["user"] = "kubernetes-admin"
    return [
      "apiVersion": "v1",
      "clusters": [
        [
          "cluster": [
            "certificate-authority-data": "DATA+OMITTED",
            "server": .string(Versions.serverAddress),
          ], "name": "kubernetes",
        ]
      ],
      "contexts": [["context": .object(context), "name": .string(Versions.context)]],
      "current-context": .string(Versions.context), "kind": "Config", "preferences": [:],
      "users": [
        [
          "name": "kubernetes-admin",
          "user": [
            "client-certificate-data": "DATA+OMITTED", "client-key-data": "DATA+OMITTED",
          ],
        ]
      ],
    ]
  }
}
