import KubernetesAPI
import Simulation
import Values

/// A clock that a test sets by hand.
final class TestClock {
  var time = VirtualTime.zero
}

/// A server with the namespace `default` and a clock that stands still.
func makeServer(_ clock: TestClock = TestClock()) -> APIServer {
  let server = APIServer(random: KeyedRandom(seed: 7)) { clock.time }
  let namespace = Namespace()
  namespace.metadata.name = "default"
  do throws(APIError) {
    try server.create(namespace)
  } catch {
    preconditionFailure(error.message)
  }
  return server
}

func makePod(_ name: String, labels: StringMap = [:], node: String = "") -> Pod {
  let pod = Pod()
  pod.metadata.name = name
  pod.metadata.namespace = "default"
  pod.metadata.labels = labels
  pod.spec.nodeName = node
  var container = Container()
  container.name = "nginx"
  container.image = "nginx:1.25"
  pod.spec.containers = [container]
  return pod
}

/// The StatefulSet of the recordings, as `kubectl apply` sends it.
let webJSON = """
  {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web","namespace":"default"},
   "spec":{"replicas":3,"selector":{"matchLabels":{"app":"web"}},"serviceName":"web",
   "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"image":"nginx:1.25",
   "name":"nginx","ports":[{"containerPort":80,"name":"http"}],
   "volumeMounts":[{"mountPath":"/usr/share/nginx/html","name":"data"}]}]}},
   "volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],
   "resources":{"requests":{"storage":"1Gi"}}}}]}}
  """

func json(_ text: String) -> JSON {
  do throws(JSONError) {
    return try JSON.parse(text)
  } catch {
    preconditionFailure("\(error.line):\(error.column): \(error.message)")
  }
}

extension APIServer {
  /// Creates what a JSON text says, through the door that kubectl uses.
  @discardableResult
  func post(
    _ type: ResourceType, _ text: String, validation: APIRequest.FieldValidation = .strict
  ) -> APIResponse {
    var request = APIRequest(.create, type, namespace: type.isNamespaced ? "default" : "")
    request.body = json(text)
    request.fieldValidation = validation
    return handle(request)
  }

  func patch(
    _ type: ResourceType, _ name: String, _ patch: String,
    as patchType: APIRequest.PatchType = .strategicMerge, subresource: String = ""
  ) -> APIResponse {
    var request = APIRequest(.patch, type, namespace: "default", name: name)
    request.body = json(patch)
    request.patchType = patchType
    request.subresource = subresource
    return handle(request)
  }
}

/// What an operation refuses; nil when it does not.
func refusal(_ operation: () throws(APIError) -> Void) -> APIError? {
  do throws(APIError) {
    try operation()
    return nil
  } catch {
    return error
  }
}

/// `web` with one part of its text replaced.
func web(_ part: String, _ other: String) -> String {
  var result = ""
  let pieces = webJSON.split(separator: part, omittingEmptySubsequences: false)
  precondition(pieces.count > 1, "the manifest has no \(part)")
  for (index, piece) in pieces.enumerated() {
    result += (index == 0 ? "" : index == 1 ? other : part) + piece
  }
  return result
}
