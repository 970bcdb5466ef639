import Book
import Containers
import Kubernetes
import Scenes
import Sessions
import Simulation
import Values

/// A session as a chapter has it: the standard images, a cluster, a console.
final class ConsoleFixture {
  let session: Session

  init(
    seed: UInt64 = 1, cluster: JSON? = nil,
    plugins: [SimulationPlugin] = [ContainersPlugin.plugin, KubernetesPlugin.plugin]
  ) {
    var configuration = SessionConfiguration(seed: seed)
    if let cluster { configuration.settings["cluster"] = cluster }
    session = Session(
      configuration: configuration, plugins: plugins, yamlReader: YamsReader())
  }

  /// The output of a command; a status other than 0 is its last line, `[1]`.
  @discardableResult
  func run(_ command: String) -> String {
    let step = session.run(command)
    return step.exitStatus == 0 ? step.output : step.output + "[\(step.exitStatus)]"
  }

  func apply(_ text: String) throws {
    try session.write(text, toFile: "file.yaml")
    run("kubectl apply -f file.yaml")
  }

  /// What becomes of a connection from the laptop.
  func connect(to address: String, port: Int) -> String {
    var result = "no answer"
    let world = session.world
    let sink = NullSink()
    let process = session.registrations.laptop.start(
      IdleProgram(),
      Launch(
        arguments: ["client"], input: TextSource(world: world), output: sink, errorOutput: sink))
    process.connect(to: address, port: port) { outcome in
      switch outcome {
      case .connected(let socket):
        result = "connected"
        socket.close()
      case .refused: result = "refused"
      case .unreachable: result = "unreachable"
      }
    }
    world.run(until: world.now + .seconds(5))
    process.send(.kill)
    return result
  }

  /// A headless Service and a StatefulSet for a small web application of some replicas.
  static func statefulSet(_ name: String, replicas: Int, storageClass: String) -> String {
    """
    apiVersion: v1
    kind: Service
    metadata:
      name: \(name)
    spec:
      clusterIP: None
      selector:
        app: \(name)
      ports:
      - port: 80
        name: http
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: \(name)
    spec:
      serviceName: \(name)
      replicas: \(replicas)
      selector:
        matchLabels:
          app: \(name)
      template:
        metadata:
          labels:
            app: \(name)
        spec:
          containers:
          - name: nginx
            image: nginx:1.25
            ports:
            - containerPort: 80
              name: http
            volumeMounts:
            - name: data
              mountPath: /usr/share/nginx/html
      volumeClaimTemplates:
      - metadata:
          name: data
        spec:
          storageClassName: \(storageClass)
          accessModes: ["ReadWriteOnce"]
          resources:
            requests:
              storage: 1Gi

    """
  }
}

/// Does nothing.
final class IdleProgram: Program {
  func start(_ process: Process) {}
}
