import Scenes
import Sessions
import Simulation
import Testing

@Suite("Crashes, and what docker starts again")
struct DockerRestartTests {
  private static let failing = "busybox sh -c 'date +%s.%N; exit 1'"

  /// The times between the starts of a container, in milliseconds, from the trace.
  private func pauses(_ docker: DockerFixture, _ subject: String) -> [Int64] {
    let starts = docker.session.world.trace.entries.filter {
      $0.subject == subject && $0.text == "started"
    }.map { $0.time.milliseconds }
    return zip(starts, starts.dropFirst()).map { $1 - $0 }
  }

  @Test func thePauseDoublesUpToAMinute() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run -d --name web --restart always \(DockerRestartTests.failing)")
    docker.run("sleep 300")
    #expect(
      pauses(docker, "container/web")
        == [100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200, 60_000, 60_000, 60_000])
    #expect(docker.run("docker ps --format '{{.Status}}'").hasPrefix("Restarting (1)"))
    #expect(
      docker.run("docker inspect -f '{{.RestartCount}} {{.State.Restarting}}' web") == "14 true")
    #expect(
      docker.run("docker exec web ls").hasSuffix(
        "is restarting, wait until the container is running"))
    #expect(
      docker.run("sim why container/web").hasPrefix(
        "web waits: it ended with status 1; the engine starts it again 60 s after that (dockerd laptop,"
      ))
  }

  @Test func aRunOfTenSecondsMakesThePauseShortAgain() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run -d --name web --restart always busybox sleep 11")
    docker.run("sleep 60")
    #expect(pauses(docker, "container/web").prefix(3) == [11_100, 11_100, 11_100])
  }

  @Test func failuresAreTriedAsOftenAsAllowed() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run -d --name web --restart on-failure:3 \(DockerRestartTests.failing)")
    docker.run("docker run -d --name fine --restart on-failure busybox true; sleep 10")
    #expect(pauses(docker, "container/web") == [100, 200, 400])
    #expect(pauses(docker, "container/fine") == [])
    #expect(docker.run("docker ps -q") == "")
    #expect(docker.run("sim why container/web").includes("which is the limit"))
  }

  @Test(arguments: [
    ("no", "exited"), ("on-failure", "running"), ("always", "running"),
    ("unless-stopped", "running"),
  ])
  func aCrashIsNotMeant(_ policy: String, _ state: String) {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run -d --name web --restart \(policy) busybox sleep 1000")
    #expect(docker.whole("sim crash container/web") == "")
    docker.run("sleep 1")
    #expect(docker.run("docker inspect -f '{{.State.Status}}' web") == state)
    #expect(docker.run("sim why container/web").includes("its process crashed (sim,"))
    docker.run("docker stop -t 0 web")
    #expect(
      docker.whole("sim crash container/web") == "sim crash: container/web does not run\n[1]")
  }

  @Test(arguments: ["always", "unless-stopped", "on-failure"])
  func whoStopsOrKillsMeansIt(_ policy: String) {
    let docker = DockerFixture(images: "busybox")
    for order in ["stop -t 0", "kill"] {
      docker.run("docker run -d --name web --restart \(policy) busybox sleep 1000")
      docker.run("docker \(order) web; sleep 5")
      #expect(docker.run("docker ps -q") == "", "\(order)")
      docker.run("docker rm web")
    }
  }

  @Test func aHostWithPowerAgainStartsWhatItsPoliciesSay() {
    let docker = DockerFixture(hosts: 1, images: "busybox")
    docker.run("export DOCKER_HOST=ssh://host-1")
    for (name, policy) in [
      ("plain", "no"), ("failing", "on-failure"), ("always", "always"),
      ("unless", "unless-stopped"),
      ("stopped", "always"), ("left", "unless-stopped"),
    ] {
      docker.run(
        "docker run -d --name \(name) --restart \(policy) -v data:/data busybox sleep 1000")
    }
    docker.run("docker exec plain sh -c 'echo layer > /file; echo volume > /data/file'")
    docker.run("docker stop -t 0 stopped left; sim crash host-1; sim start host-1")
    #expect(docker.run("docker ps").hasSuffix("port 22: Connection refused"))
    docker.run("sleep 15")
    #expect(
      docker.run("docker ps --format '{{.Names}}' | sort | xargs")
        == "always failing stopped unless")
    #expect(
      docker.run("docker ps -a -f name=plain --format '{{.Status}}'").hasPrefix("Exited (255)"))
    // The layer and the volume are on the disk.
    docker.run("docker start plain")
    #expect(docker.run("docker exec plain cat /file /data/file") == "layer\nvolume")
    #expect(docker.run("sim why container/host-1/plain").includes("plain runs since"))
  }

  @Test func aContainerOnTheHostsNetworkGoesWithTheHost() {
    let docker = DockerFixture(hosts: 1, images: "httpd")
    docker.run("export DOCKER_HOST=ssh://host-1")
    docker.run("docker run -d --name web --network host --restart always httpd")
    #expect(docker.status("curl -s host-1") == 0)
    docker.run("sim crash host-1")
    #expect(docker.status("curl -s --max-time 2 host-1") == 28)
    docker.run("sim start host-1; sleep 15")
    #expect(docker.status("curl -s host-1") == 0)
    #expect(docker.run("docker inspect -f '{{.RestartCount}}' web") == "1")
  }

  @Test func faultsOfProgramsAndDisksHitContainersByTheirHostNames() {
    let docker = DockerFixture(images: "nginx")
    docker.run("docker run -d --name web -h web --restart always -v data:/data nginx")
    #expect(docker.whole("sim kill web nginx") == "")
    docker.run("sleep 1")
    #expect(
      docker.run("docker inspect -f '{{.State.Status}} {{.RestartCount}}' web") == "running 1")
    docker.run("sim fill web /data")
    #expect(
      docker.run("docker exec web sh -c 'echo x > /data/x'").includes("No space left on device"))
    docker.run("sim free web /data")
    #expect(docker.status("docker exec web sh -c 'echo x > /data/x'") == 0)
  }

  @Test func twoClientsCanBeJoinedToOneContainer() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker create --name web busybox sh -c 'echo one; sleep 5; echo two'")
    docker.run("docker start -a web > first & docker start -a web > second & wait")
    #expect(docker.run("cat first; echo; cat second") == "one\ntwo\n\none\ntwo")
  }

  @Test func theClientNoticesTheLossOfItsHost() {
    let docker = DockerFixture(hosts: 1, images: "busybox")
    docker.run(
      "docker -H ssh://host-1 run --name web busybox sleep 1000 & sleep 5; sim crash host-1")
    #expect(docker.run("wait; echo over") == DockerRestartTests.lost() + "\nover")
  }

  /// What the client says whose connection breaks off in the middle of an answer.
  private static func lost(
    _ reason: String = "client_loop: send disconnect: Broken pipe"
  ) -> String {
    "command [ssh -o ConnectTimeout=30 -T -- host-1 docker system dial-stdio] has exited with exit"
      + " status 255, make sure the URL is valid, and Docker 18.09 or later is installed on the"
      + " remote host: stderr=" + reason
  }

  @Test(arguments: ["logs -f web", "wait web", "exec web sleep 1000", "start -a -i other"])
  func whoWaitsForALostHostIsToldSo(_ command: String) {
    let docker = DockerFixture(hosts: 1, images: "busybox")
    docker.run("docker -H ssh://host-1 run -d --name web busybox sleep 1000")
    docker.run("docker -H ssh://host-1 create --name other busybox sleep 1000")
    docker.run("docker -H ssh://host-1 \(command) & sleep 5; sim crash host-1")
    #expect(docker.run("wait; echo over") == DockerRestartTests.lost() + "\nover")
  }

  @Test(arguments: [
    (
      "ps -a --filter name=web",
      #"Get "/containers/json?all=1&filters=%7B%22name%22%3A%7B%22web%22%3Atrue%7D%7D""#
    ),
    ("ps", #"Get "/containers/json""#), ("ps -n 3", #"Get "/containers/json?all=1&limit=3""#),
    ("logs web", #"Get "/containers/web/json""#),
    ("rm -f web", #"Delete "/containers/web?force=1""#),
    ("stop -t 3 web", #"Post "/containers/web/stop?t=3""#), ("images", #"Get "/images/json""#),
    ("volume ls", #"Get "/volumes""#), ("version", #"Get "/version""#),
    ("cp web:/a b", #"Get "/containers/web/archive?path=%2Fa""#),
    ("pull nginx", #"Post "/images/create?fromImage=docker.io%2Flibrary%2Fnginx&tag=latest""#),
    ("network connect a b", #"Post "/networks/a/connect""#),
  ])
  func whoCannotReachTheEngineNamesTheCallThatItWanted(_ command: String, _ call: String) {
    let docker = DockerFixture(hosts: 1)
    docker.run("sim crash host-1")
    let api = call.split(separator: "\"", maxSplits: 1)
    let reason = "ssh: connect to host host-1 port 22: Connection timed out"
    #expect(
      docker.run("docker -H ssh://host-1 \(command)").split(separator: "\n").last.map { String($0) }
        == "error during connect: \(api[0])\"http://docker.example.com/v1.51\(api[1]): "
        + DockerRestartTests.lost(reason))
  }

  @Test func runNamesTheCallAndPointsToItsHelp() {
    let docker = DockerFixture(hosts: 1)
    docker.run("sim crash host-1")
    let reason = "ssh: connect to host host-1 port 22: Connection timed out"
    #expect(
      docker.whole("docker -H ssh://host-1 run --name web nginx")
        == "docker: error during connect: Post"
        + " \"http://docker.example.com/v1.51/containers/create?name=web\": "
        + DockerRestartTests.lost(reason)
        + "\n\nRun 'docker run --help' for more information\n[125]")
  }

  @Test func aLostContainerCountsAsEndedWhenTheDaemonFindsItSo() {
    let docker = DockerFixture(hosts: 1, images: "busybox")
    docker.run("docker -H ssh://host-1 run -d --name web busybox sleep 1000")
    docker.run("sim crash host-1; sleep 300; sim start host-1; sleep 15")
    #expect(
      docker.run("docker -H ssh://host-1 ps -a --format '{{.Status}}'")
        == "Exited (255) 6 seconds ago")
  }

  @Test func thePictureShowsHostsContainersAndVolumes() throws {
    let docker = DockerFixture(hosts: 1, images: "nginx", "busybox")
    let empty = docker.session.scene()
    #expect(empty.boxes.map { $0.id } == ["host/host-1"])
    docker.run("docker network create app")
    docker.run("docker run -d --name web --network app -v data:/data -p 8080:80 nginx")
    docker.run("docker run --name failed busybox sh -c 'exit 3'")
    let scene = docker.session.scene()
    let web = try #require(scene.boxes.first { $0.id == "container/web" })
    #expect(web.parent == "host/laptop" && web.state == .good && web.sublabel == "nginx")
    #expect(web.details == ["172.18.0.2", "port 8080 → 80"])
    let failed = try #require(scene.boxes.first { $0.id == "container/failed" })
    #expect(failed.badges.first?.text == "Exited (3)" && failed.state == .bad)
    #expect(scene.boxes.contains { $0.id == "volume/laptop/data" && $0.kind == .volume })
    #expect(
      scene.links.contains {
        $0.from == "container/web" && $0.to == "volume/laptop/data" && $0.kind == .mounts
      })
    docker.run("sim crash host-1")
    #expect(docker.session.scene().boxes.first { $0.id == "host/host-1" }?.state == .bad)
  }

  @Test func whatIsRemovedMeanwhileIsNotStarted() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run -d --name web -p 80:80 busybox sleep 1000")
    let output = docker.run("docker restart -t 0 web & sleep 0.1; docker rm -f web; wait")
    #expect(output.contains("No such container: web"))
    docker.run("sleep 2000")
    #expect(docker.run("docker ps -aq") == "")
    #expect(docker.status("docker run -d -p 80:80 busybox sleep 1") == 0)
  }

  @Test func powerThatGoesOnceMorePutsTheDaemonOff() {
    let docker = DockerFixture(hosts: 1)
    docker.run("sim crash host-1; sim start host-1; sleep 5; sim crash host-1; sleep 1")
    docker.run("sim start host-1")
    #expect(docker.status("sleep 6; docker -H ssh://host-1 ps") != 0)
    #expect(docker.status("sleep 5; docker -H ssh://host-1 ps") == 0)
  }

  @Test func aProcessAtATerminalKnowsItsKind() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run -d --name web busybox sleep 1000")
    #expect(docker.run("docker exec web sh -c 'echo [$TERM]'") == "[]")
    #expect(docker.run("docker exec -t web sh -c 'echo [$TERM]'").hasPrefix("[xterm]"))
    #expect(
      docker.run("docker exec -t -e TERM=vt100 web sh -c 'echo [$TERM]'").hasPrefix("[vt100]"))
  }
}
