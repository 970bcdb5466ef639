import Containers
import Sessions
import Simulation
import Values

/// A session without a cluster, at whose console `docker` is typed.
final class DockerFixture {
  let session: Session

  /// - Parameters:
  ///   - hosts: how many machines there are besides the laptop.
  ///   - images: what is pulled before, so that no output shows it.
  init(hosts: Int64 = 0, seed: UInt64 = 1, images: String...) {
    session = Session(
      configuration: SessionConfiguration(
        seed: seed, settings: hosts == 0 ? [:] : ["hosts": .integer(hosts)]),
      plugins: [ContainersPlugin.plugin], yamlReader: NoYAML())
    for image in images {
      run("docker pull -q \(image)")
      for host in 0..<hosts { run("docker -H ssh://host-\(host + 1) pull -q \(image)") }
    }
  }

  /// What a command printed, without the line feed at its end.
  @discardableResult
  func run(_ command: String) -> String {
    let output = session.run(command).output
    return output.hasSuffix("\n") ? String(output.dropLast()) : output
  }

  func status(_ command: String) -> Int32 { session.run(command).exitStatus }

  /// The output, and the status behind it in brackets when it is not 0.
  func whole(_ command: String) -> String {
    let step = session.run(command)
    return step.output + (step.exitStatus == 0 ? "" : "[\(step.exitStatus)]")
  }
}
