import Containers
import Databases
import Kubernetes
import OrderedCollections
import Sessions
import Simulation
import Values
import WebApps

/// A session as the page sees it: requests in, answers out, both JSON.
final class BrowserConsole {
  private var session: Session?

  /// Does what a request says:
  /// - `{"open": {"seed": 1, "pace": 1000, "settings": {…}}}` starts a session;
  /// - `{"write": {"name": "web.yaml", "text": "…"}}` puts a file into it;
  /// - `{"run": "kubectl get pods"}` and `{"check": "…"}` run a command.
  ///
  /// Answers with the step's recording, with `{}`, or with `{"error": "…"}`.
  func perform(_ text: String) -> JSON {
    let request: JSON
    do throws(JSONError) {
      request = try JSON.parse(text)
    } catch {
      return ["error": "the request is not JSON"]
    }
    if let open = request["open"] { return self.open(open) }
    guard let session else { return ["error": "no session is open"] }
    if let command = request["run"]?.string { return session.run(command).json }
    if let command = request["check"]?.string { return session.check(command).json }
    if let file = request["write"] {
      do throws(FileError) {
        try session.write(file["text"]?.string ?? "", toFile: file["name"]?.string ?? "")
        return [:]
      } catch {
        return ["error": .string(error.text)]
      }
    }
    return ["error": "the request asks for nothing that is known"]
  }

  private func open(_ request: JSON) -> JSON {
    session?.finish()
    let opened = Session(
      configuration: SessionConfiguration(
        seed: UInt64(bitPattern: request["seed"]?.integer ?? 1),
        pace: .milliseconds(request["pace"]?.integer ?? 1000),
        settings: request["settings"]?.object ?? [:]),
      plugins: [
        ContainersPlugin.plugin, KubernetesPlugin.plugin, DatabasesPlugin.plugin,
        WebAppsPlugin.plugin,
      ],
      yamlReader: PageYAMLReader())
    session = opened
    guard let first = opened.diagnostics.first else { return [:] }
    return ["error": .string(first)]
  }
}
