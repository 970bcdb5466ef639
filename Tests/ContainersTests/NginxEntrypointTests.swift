import Simulation
import Testing

@testable import Containers

@Suite("The entrypoint of the nginx images")
struct NginxEntrypointTests {
  /// The lines that the entrypoint and its scripts write, without the server's own.
  private func lines(
    _ fixture: ImageFixture, _ environment: [(String, String)] = [],
    _ change: (FileSystem) throws(FileError) -> Void = { (_) throws(FileError) in }
  ) throws -> [String] {
    var image = try #require(fixture.image("nginx:1.29"))
    for (name, value) in environment { image.environment[name] = value }
    let container = Container(
      world: fixture.world, name: "test", image: image, host: fixture.server, command: nil,
      arguments: nil)
    try change(container.fileSystem)
    try container.start()
    fixture.run(.milliseconds(300))
    return container.log.lines.map { $0.text }.filter { !$0.hasPrefix("2026/") }
  }

  private static let script = "/docker-entrypoint.sh: "

  private func put(
    _ text: String, _ name: String, _ files: FileSystem, isExecutable: Bool = true
  ) throws(FileError) {
    try files.put(
      .file(File(contents: text, isExecutable: isExecutable)),
      at: "/docker-entrypoint.d/" + name)
  }

  @Test func itsScriptsAreFilesThatCanBeTakenAway() throws {
    let fixture = ImageFixture()
    let some = try lines(fixture) { (files) throws(FileError) in
      try files.remove("/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh")
      try files.remove("/docker-entrypoint.d/15-local-resolvers.envsh")
    }
    #expect(
      some
        == [
          "/docker-entrypoint.d/ is not empty, will attempt to perform configuration",
          "Looking for shell scripts in /docker-entrypoint.d/",
          "Launching /docker-entrypoint.d/20-envsubst-on-templates.sh",
          "Launching /docker-entrypoint.d/30-tune-worker-processes.sh",
          "Configuration complete; ready for start up",
        ].map { NginxEntrypointTests.script + $0 })
    let none = try lines(ImageFixture()) { (files) throws(FileError) in
      try files.remove("/docker-entrypoint.d", recursively: true)
    }
    #expect(
      none == [
        NginxEntrypointTests.script
          + "No files found in /docker-entrypoint.d/, skipping configuration"
      ])
  }

  @Test func whatElseIsInTheFolderIsRunSourcedOrIgnoredInTheOrderOfItsNumbers() throws {
    let fixture = ImageFixture()
    let all = try lines(fixture) { (files) throws(FileError) in
      try put("echo \"hello $NAME\"\n", "31-hello.sh", files)
      try put("export NAME='a b'\necho sourced\n", "2-name.envsh", files)
      try put("echo never\n", "100-plain.sh", files, isExecutable: false)
      try put("", "README", files)
    }
    let part = all.filter {
      $0.includes("hello") || $0.includes("name") || $0.includes("plain") || $0.includes("README")
        || $0.includes("sourced")
    }
    let script = NginxEntrypointTests.script
    #expect(
      part == [
        script + "Sourcing /docker-entrypoint.d/2-name.envsh", "sourced",
        script + "Launching /docker-entrypoint.d/31-hello.sh", "hello a b",
        script + "Ignoring /docker-entrypoint.d/100-plain.sh, not executable",
        script + "Ignoring /docker-entrypoint.d/README",
      ])
    #expect(all.last == script + "Configuration complete; ready for start up")
    #expect(fixture.get("/")?.status == 200)
  }

  @Test(
    "A script that fails, or a command of one that is sourced, ends the container",
    arguments: [("40-fails.sh", "exit 3\n"), ("40-fails.envsh", "(exit 3)\necho on\n")])
  func failures(_ name: String, _ text: String) throws {
    let fixture = ImageFixture()
    let container = try fixture.start("nginx:1.29") { (files) throws(FileError) in
      try put(text, name, files)
    }
    guard case .exited(let record) = container.state else {
      Issue.record("it runs")
      return
    }
    #expect(record.status == 3)
  }

  @Test func templatesBecomeConfigurationsWithTheValuesOfVariables() throws {
    let fixture = ImageFixture()
    let all = try lines(fixture, [("GREETING", "hi"), ("NGINX_ENTRYPOINT_LOCAL_RESOLVERS", "1")]) {
      (files) throws(FileError) in
      try files.makeDirectory("/etc/nginx/templates/more", withParents: true, now: .zero)
      try files.write(
        "server { listen 8080; return 200 \"${GREETING} $GREETING $host\"; }\n",
        to: "/etc/nginx/templates/mine.conf.template", now: .zero)
      try files.write("", to: "/etc/nginx/templates/more/a.conf.template", now: .zero)
    }
    #expect(
      all.filter { $0.hasPrefix("20-") } == [
        "20-envsubst-on-templates.sh: Running envsubst on"
          + " /etc/nginx/templates/mine.conf.template to /etc/nginx/conf.d/mine.conf",
        "20-envsubst-on-templates.sh: Running envsubst on"
          + " /etc/nginx/templates/more/a.conf.template to /etc/nginx/conf.d/more/a.conf",
      ])
    #expect(fixture.get("/", port: 8080)?.body == "hi hi server")
    #expect(
      NginxTemplates.substituted("$A${A}$AB ${A $ ${} $1 $$A", ["A": "x", "1": "y"])
        == "xx$AB ${A $ ${} $1 $x")
  }

  @Test func itCanBeToldToSayNothing() throws {
    #expect(try lines(ImageFixture(), [("NGINX_ENTRYPOINT_QUIET_LOGS", "1")]).isEmpty)
  }

  @Test func aFileThatMayNotBeWrittenIsLeftBeforeAnythingElseIsLookedAt() throws {
    let all = try lines(ImageFixture()) { (files) throws(FileError) in
      let disk = Disk(name: "conf")
      try FileSystem(root: disk).write(
        "server { listen 80; listen  [::]:80; }\n", to: "/default.conf", now: .zero)
      try files.mount(disk, at: "/etc/nginx/conf.d", isReadOnly: true)
    }
    #expect(
      all.filter { $0.hasPrefix("10-") } == [
        "10-listen-on-ipv6-by-default.sh: info: can not modify /etc/nginx/conf.d/default.conf"
          + " (read-only file system?)"
      ])
  }

  @Test func workersAreAsManyAsTheConfigurationAndTheMachineSay() throws {
    func workers(_ setting: String, processors: Int64 = 4) throws -> [String] {
      let fixture = ImageFixture()
      fixture.server.processors = processors
      let container = try fixture.start("nginx:1.29") { (files) throws(FileError) in
        let text = try files.read("/etc/nginx/nginx.conf")
        let place = text.place(of: "worker_processes  auto;")!
        try files.write(
          text[..<place.lowerBound] + setting + text[place.upperBound...],
          to: "/etc/nginx/nginx.conf", now: .zero)
      }
      return container.log.lines.compactMap { line in
        line.text.place(of: "start worker process ").map { String(line.text[$0.upperBound...]) }
          ?? line.text.place(of: "directive ").map { String(line.text[$0.upperBound...]) }
      }
    }
    #expect(try workers("worker_processes  auto;") == ["29", "30", "31", "32"])
    #expect(try workers("worker_processes  auto;", processors: 1) == ["29"])
    #expect(try workers("worker_processes 2;") == ["29", "30"])
    #expect(try workers("") == ["29"])
    #expect(try workers("worker_processes x;").last == "invalid value in /etc/nginx/nginx.conf:2")
    let fixture = ImageFixture()
    var image = try #require(fixture.image("nginx:1.29"))
    image.environment["NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE"] = "1"
    fixture.server.processors = 3
    let container = Container(
      world: fixture.world, name: "test", image: image, host: fixture.server, command: nil,
      arguments: nil)
    try put("echo \"processors: $(nproc)\"\n", "31-count.sh", container.fileSystem)
    try container.start()
    fixture.run(.milliseconds(200))
    #expect(container.log.lines.contains { $0.text == "processors: 3" })
    #expect(
      try container.fileSystem.read("/etc/nginx/nginx.conf").includes(
        "# Commented out by 30-tune-worker-processes.sh on Mon Mar  2 09:00:00 UTC 2026\n"
          + "#worker_processes  auto;\nworker_processes 3;\n"))
    #expect(container.log.lines.filter { $0.text.includes("start worker process ") }.count == 3)
  }
}
