import Simulation
import Testing

@Suite("The other images")
struct OtherImageTests {
  @Test("httpd says that it works, lists folders, and has its own error pages")
  func httpd() throws {
    let fixture = ImageFixture()
    let container = try fixture.start("httpd:2.4")
    let response = try #require(fixture.get("/"))
    #expect(response.body == "<html><body><h1>It works!</h1></body></html>\n")
    #expect(response["Server"]?.hasPrefix("Apache/2.4.") == true)
    #expect(fixture.get("/nosuch")?.body.contains("<h1>Not Found</h1>") == true)
    try container.fileSystem.makeDirectory("/usr/local/apache2/htdocs/a", now: .zero)
    try container.fileSystem.write("x", to: "/usr/local/apache2/htdocs/a/b.txt", now: .zero)
    #expect(fixture.get("/a/")?.body.contains("<a href=\"b.txt\"> b.txt</a>") == true)
    #expect(fixture.get("/a/b.txt")?["Content-Type"] == "text/plain")
    container.send(.terminate)
    fixture.run(.seconds(1))
    guard case .exited(let record) = container.state else {
      Issue.record("it still runs")
      return
    }
    #expect(record.status == 0)
  }

  @Test("pause does nothing and ends when it is told to")
  func pause() throws {
    let fixture = ImageFixture()
    let container = try fixture.start("registry.k8s.io/pause:3.9")
    fixture.run(.seconds(1000))
    #expect(container.isRunning)
    container.send(.terminate)
    fixture.run(.seconds(1))
    guard case .exited(let record) = container.state else {
      Issue.record("it still runs")
      return
    }
    #expect(record.status == 0)
  }

  @Test("busybox without a command ends at once; with one it runs it")
  func busybox() throws {
    let fixture = ImageFixture()
    #expect(try !fixture.start("busybox:1.36").isRunning)
    let container = try fixture.start(
      "busybox:1.36", arguments: ["sh", "-c", "echo hello from $(hostname)"])
    fixture.run(.seconds(1))
    #expect(container.log.lines.map { $0.text } == ["hello from server"])
  }

  @Test("PID 1: a shell or sleep as the main process ignores SIGTERM; a trap handles it")
  func firstProcess() throws {
    let fixture = ImageFixture()
    let sleeping = try fixture.start("busybox:1.36", arguments: ["sleep", "1000"])
    sleeping.send(.terminate)
    let looping = try fixture.start(
      "busybox:1.36", arguments: ["sh", "-c", "while true; do sleep 1; done"])
    looping.send(.terminate)
    fixture.run(.seconds(5))
    #expect(sleeping.isRunning)
    #expect(looping.isRunning)
    let trapping = try fixture.start(
      "busybox:1.36",
      arguments: ["sh", "-c", "trap 'echo bye; exit 0' TERM; while true; do sleep 1; done"])
    trapping.send(.terminate)
    fixture.run(.seconds(5))
    #expect(!trapping.isRunning)
    #expect(trapping.log.lines.map { $0.text } == ["bye"])
    sleeping.stop(grace: .seconds(2))
    fixture.run(.seconds(3))
    guard case .exited(let record) = sleeping.state else {
      Issue.record("SIGKILL did not end it")
      return
    }
    #expect(record.status == 137)
  }

  @Test("A tree is shared: what one container writes no other one sees")
  func layers() throws {
    let fixture = ImageFixture()
    let one = try fixture.start("debian:12", arguments: ["sleep", "10"])
    try one.fileSystem.write("mine", to: "/etc/mine", now: .zero)
    let other = try fixture.start("debian:12", arguments: ["sleep", "10"])
    #expect(!other.fileSystem.exists("/etc/mine"))
  }
}
