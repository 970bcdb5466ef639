import Simulation
import Testing

@Suite("What leads to what happens to containers")
struct DockerCauseTests {
  /// The nearest cause of an entry that is about something else: what was typed, or another thing.
  private func reason(_ docker: DockerFixture, _ subject: String, _ text: String) -> String? {
    let trace = docker.session.world.trace
    let entry = trace.entries.last { $0.subject == subject && $0.text.hasPrefix(text) }
    return entry.flatMap { trace.chain(from: $0.number).first { $0.subject != subject }?.text }
  }

  @Test func aCommandOfALineIsNotCausedByTheOneBefore() {
    let docker = DockerFixture(images: "nginx")
    let line = "docker run -d --name one nginx; sleep 1; docker run -d --name two nginx"
    docker.run(line)
    #expect(reason(docker, "container/two", "created") == "$ " + line)
    #expect(reason(docker, "container/two", "started") == "$ " + line)
    let loop = "for name in one two; do docker stop $name; done && (docker rm one; docker rm two)"
    docker.run(loop)
    #expect(reason(docker, "container/two", "ended") == "$ " + loop)
    #expect(reason(docker, "container/two", "removed") == "$ " + loop)
  }

  @Test func ofSeveralArgumentsNoneIsTheReasonForTheNext() {
    let docker = DockerFixture(images: "nginx")
    docker.run("docker run -d --name one nginx; docker run -d --name two nginx")
    docker.run("docker stop -t 0 one two")
    docker.run("docker start one two")
    #expect(reason(docker, "container/two", "started") == "$ docker start one two")
    docker.run("docker rm -f one two")
    #expect(reason(docker, "container/two", "was ended") == "$ docker rm -f one two")
  }

  @Test func whatHappensToAVolumeOrANetworkIsFoundByItsBox() {
    let docker = DockerFixture(images: "nginx")
    docker.run("docker volume create data; docker network create inner")
    let subjects = docker.session.world.trace.entries.filter { $0.text == "created" }
    #expect(subjects.map { $0.subject } == ["volume/laptop/data", "network/laptop/inner"])
    let boxes = Set(docker.session.scene().boxes.map { $0.id })
    #expect(boxes.isSuperset(of: subjects.map { $0.subject }))
  }
}
