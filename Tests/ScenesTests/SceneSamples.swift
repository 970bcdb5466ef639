import Scenes

/// Scenes for the tests.
enum SceneSamples {
  static func node(_ number: Int, isReady: Bool = true) -> SceneBox {
    SceneBox(
      id: "node/node-\(number)", kind: .node, label: "node-\(number)",
      badges: [isReady ? SceneBadge("Ready", .good) : SceneBadge("NotReady", .bad)])
  }

  static func pod(
    _ name: String, on node: Int?, _ status: SceneBadge = SceneBadge("Running", .good),
    cause: String = ""
  ) -> SceneBox {
    SceneBox(
      id: "pod/\(name)", kind: .pod, label: name,
      badges: [status, SceneBadge(status.state == .good ? "1/1" : "0/1")],
      parent: node.map { "node/node-\($0)" }, cause: cause)
  }

  static func claim(_ name: String) -> SceneBox {
    SceneBox(id: "claim/\(name)", kind: .claim, label: name, badges: [SceneBadge("Bound", .good)])
  }

  static func volume(_ name: String, on node: Int? = nil) -> SceneBox {
    SceneBox(
      id: "volume/\(name)", kind: .volume, label: name, sublabel: "1Gi",
      parent: node.map { "node/node-\($0)" })
  }

  /// Three nodes and a StatefulSet whose pods have remote volumes; `absent` pods are left out.
  static func statefulSet(pods: Int = 3, nodes: Int = 3, absent: Set<Int> = []) -> Scene {
    var scene = Scene(title: "The pods of web")
    scene.boxes.append(
      SceneBox(id: "service/web", kind: .service, label: "web", sublabel: "headless"))
    for number in 0..<nodes { scene.boxes.append(node(number + 1)) }
    for number in 0..<pods {
      scene.boxes.append(claim("data-web-\(number)"))
      scene.boxes.append(volume("pvc-\(number)"))
      scene.links.append(
        SceneLink(from: "claim/data-web-\(number)", to: "volume/pvc-\(number)", kind: .binds))
      if absent.contains(number) { continue }
      let place = number % nodes + 1
      scene.boxes.append(pod("web-\(number)", on: place))
      scene.links += [
        SceneLink(from: "service/web", to: "pod/web-\(number)", kind: .routes),
        SceneLink(from: "pod/web-\(number)", to: "claim/data-web-\(number)", kind: .mounts),
        SceneLink(from: "volume/pvc-\(number)", to: "node/node-\(place)", kind: .attached),
      ]
    }
    return scene
  }
}
