import GoWriting
import OrderedCollections
import Simulation
import Values

extension DockerCommand {
  static let version = DockerCommand(
    path: ["version"], usage: "[OPTIONS]", summary: "Show the Docker version information",
    flags: [.value("format", "f")], arguments: 0...0
  ) { (call) throws(ClientError) in
    let part: JSON = [
      "Version": .string(DockerVersion.number), "ApiVersion": .string(DockerVersion.api),
      "GitCommit": .string(DockerVersion.build), "Os": "linux", "Arch": "amd64",
    ]
    let all: JSON = ["Client": part, "Server": part]
    if let format = call.line.text("format"), !format.isEmpty {
      try call.printFormatted(all, format)
      return
    }
    let rows = [
      ("Version:", DockerVersion.number), ("API version:", DockerVersion.api),
      ("Git commit:", DockerVersion.build), ("OS/Arch:", "linux/amd64"),
    ]
    func lines(_ margin: String) -> String {
      rows.map { row in
        margin + row.0 + String(repeating: " ", count: 18 - row.0.utf8.count) + row.1 + "\n"
      }.joined()
    }
    call.process.write(
      "Client: Docker Engine - Community\n" + lines(" ")
        + "\nServer: Docker Engine - Community\n Engine:\n"
        + lines("  "))
    call.finish()
  }

  static let info = DockerCommand(
    path: ["info"], aliases: [["system", "info"]], usage: "[OPTIONS]",
    summary: "Display system-wide information", flags: [.value("format", "f")], arguments: 0...0
  ) { (call) throws(ClientError) in
    let engine = call.engine
    func count(_ state: DockerContainer.State) -> Int64 {
      Int64(engine.containers.values.filter { $0.state == state }.count)
    }
    let running = count(.running) + count(.restarting)
    let all = Int64(engine.containers.count)
    let images = Int64(engine.images.images.count)
    if let format = call.line.text("format"), !format.isEmpty {
      let info: JSON = [
        "Containers": .integer(all), "ContainersRunning": .integer(running),
        "ContainersPaused": .integer(0), "ContainersStopped": .integer(all - running),
        "Images": .integer(images), "ServerVersion": .string(DockerVersion.number),
        "Driver": "overlay2", "OSType": "linux", "Architecture": "x86_64",
        "Name": .string(engine.host.name),
      ]
      try call.printFormatted(info, format)
      return
    }
    call.process.write(
      """
      Client: Docker Engine - Community
       Version:    \(DockerVersion.number)
       Context:    default

      Server:
       Containers: \(all)
        Running: \(running)
        Paused: 0
        Stopped: \(all - running)
       Images: \(images)
       Server Version: \(DockerVersion.number)
       Storage Driver: overlay2
       Logging Driver: json-file
       OSType: linux
       Architecture: x86_64
       Name: \(engine.host.name)
       Docker Root Dir: /var/lib/docker
       Live Restore Enabled: false

      """)
    call.finish()
  }
}

extension DockerCall {
  /// Prints one value as a template or as JSON.
  func printFormatted(_ value: JSON, _ format: String) throws(ClientError) {
    if format == "json" {
      show(value.compactText)
      finish()
      return
    }
    var output = ""
    do throws(GoTemplate.Failure) {
      try GoTemplate(format, dialect: .docker, allowsMissingKeys: false)
        .run(on: value, output: &output)
    } catch {
      throw ClientError("template parsing error: \(error.message)", status: 64)
    }
    show(output)
    finish()
  }
}
