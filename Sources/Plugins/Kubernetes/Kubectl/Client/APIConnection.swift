public import KubernetesAPI
import Values

/// The API server as kubectl sees it: requests out, answers in, watches, and the streams that
/// the server opens to the nodes for `exec` and `logs`.
///
/// Nothing but requests of the HTTP-shaped kind goes through here, so the same commands could
/// speak to a server over a network.
public final class APIConnection {
  private let server: APIServer
  /// nil where nothing runs on the nodes; `exec` and `logs` are then refused.
  let runtime: (any PodRuntime)?

  /// - Parameters:
  ///   - server: the server to talk to.
  ///   - runtime: what the server asks the kubelets through, for `exec` and `logs`.
  public init(server: APIServer, runtime: (any PodRuntime)?) {
    self.server = server
    self.runtime = runtime
  }

  /// The kinds that the server knows, in the order of its discovery.
  var resourceTypes: [ResourceType] { server.resourceTypes }

  func send(_ request: APIRequest) -> APIResponse { server.handle(request) }

  func watch(
    _ request: APIRequest, receiver: @escaping (WatchMessage) -> Void
  ) throws(CommandError) -> Watch {
    do throws(APIError) {
      return try server.openWatch(request, receiver: receiver)
    } catch {
      throw .status(error)
    }
  }

  func stop(_ watch: Watch) { server.stop(watch) }
}
