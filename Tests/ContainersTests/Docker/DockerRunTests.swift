import Sessions
import Simulation
import Testing

@Suite("docker run, and what becomes of a container")
struct DockerRunTests {
  @Test func outputAndStatusOfTheCommandAreTheClients() {
    let docker = DockerFixture(images: "busybox")
    #expect(docker.whole("docker run --rm busybox echo hello") == "hello\n")
    #expect(docker.whole("docker run --rm busybox sh -c 'echo no >&2; exit 3'") == "no\n[3]")
    #expect(docker.run("docker run --rm busybox sh -c 'echo no >&2' 2>/dev/null") == "")
    #expect(docker.run("echo 'echo $((40 + 2))' | docker run --rm -i busybox sh") == "42")
  }

  @Test func anImageThatIsNotThereIsPulledFirst() {
    let docker = DockerFixture()
    let step = docker.session.run("docker run --rm busybox true")
    #expect(step.output.hasPrefix("Unable to find image 'busybox:latest' locally\nlatest: Pulling"))
    #expect(step.output.hasSuffix("Status: Downloaded newer image for busybox:latest\n"))
    #expect(step.end - step.start > .seconds(1))
    #expect(docker.run("docker run --rm busybox true") == "")
    #expect(
      docker.whole("docker run nosuch 2>&1 | tail -n +2") == """
        docker: Error response from daemon: pull access denied for nosuch, repository does not exist or may require 'docker login'

        Run 'docker run --help' for more information

        """)
    #expect(docker.status("docker run nginx:9.9") == 125)
    #expect(docker.run("docker run nginx:9.9").includes("manifest for nginx:9.9 not found"))
  }

  @Test func commandsThatCannotBeStartedHaveTheirOwnStatuses() {
    let docker = DockerFixture(images: "busybox")
    #expect(docker.status("docker run --name one busybox nosuch") == 127)
    #expect(docker.status("docker run --name two busybox /etc") == 126)
    #expect(docker.status("docker run --nope busybox") == 125)
    #expect(
      docker.run("docker ps -a --format '{{.Names}} {{.Status}}'") == "two Created\none Created")
    #expect(docker.run("docker inspect one -f '{{.State.ExitCode}}'") == "127")
    docker.run("docker run -d --name web busybox sleep 100")
    #expect(docker.status("docker exec web nosuch") == 127)
    #expect(docker.status("docker exec web /etc") == 126)
    #expect(docker.status("docker exec web sh -c 'exit 7'") == 7)
  }

  @Test func aNameBelongsToOneContainer() throws {
    let docker = DockerFixture(images: "busybox")
    let id = docker.run("docker run -d --name web busybox sleep 100")
    #expect(id.utf8.count == 64)
    #expect(
      docker.whole("docker run --name web busybox").hasPrefix(
        "docker: Error response from daemon: Conflict. The container name \"/web\" is already in use"
          + " by container \"\(id)\". You have to remove (or rename) that container to be able to"
          + " reuse that name.\n"))
    docker.run("docker rename web old")
    #expect(docker.status("docker run -d --name web busybox sleep 100") == 0)
    #expect(docker.run("docker inspect -f '{{.Id}}' \(id.prefix(6))") == id)
  }

  @Test func stoppingWaitsTenSecondsForWhoDoesNotListen() {
    let docker = DockerFixture(images: "busybox", "nginx")
    docker.run("docker run -d --name deaf busybox sleep 1000")
    let step = docker.session.run("docker stop deaf")
    #expect(step.end - step.start == .seconds(10))
    #expect(docker.run("docker inspect deaf -f '{{.State.ExitCode}}'") == "137")
    docker.run("docker run -d --name polite nginx")
    let quick = docker.session.run("docker stop polite")
    #expect(quick.end - quick.start < .seconds(1))
    #expect(docker.run("docker inspect polite -f '{{.State.ExitCode}}'") == "0")
    docker.run("docker start deaf")
    #expect(docker.run("docker ps --format '{{.Names}}'") == "deaf")
    #expect(docker.run("docker kill deaf") == "deaf")
    #expect(
      docker.run("docker ps -a --filter name=deaf --format '{{.Status}}'").hasPrefix("Exited (137)")
    )
    #expect(docker.status("docker kill deaf") == 1)
    #expect(docker.run("docker wait deaf") == "137")
  }

  @Test func aTerminatedShellHasStatus143() {
    let docker = DockerFixture(images: "busybox")
    docker.run(
      "docker run -d --name web busybox sh -c 'trap \"exit 143\" TERM; while :; do sleep 1; done'")
    docker.run("docker stop web")
    #expect(docker.run("docker inspect web -f '{{.State.ExitCode}}'") == "143")
  }

  @Test func memoryGoesWithTheProcessAndTheLayerWithTheContainer() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run -d --name web busybox sleep 1000")
    docker.run("docker exec web sh -c 'echo kept > /file'")
    docker.run("docker restart -t 0 web")
    #expect(docker.run("docker exec web cat /file") == "kept")
    docker.run("docker rm -f web")
    docker.run("docker run -d --name web busybox sleep 1000")
    #expect(docker.status("docker exec web cat /file") == 1)
  }

  @Test func aRunningContainerIsRemovedOnlyByForce() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run -d --name web busybox sleep 1000")
    #expect(
      docker.whole("docker rm web")
        == "Error response from daemon: cannot remove container \"web\": container is running: stop"
        + " the container before removing or force remove\n[1]")
    #expect(docker.whole("docker rm -f web") == "web\n")
    #expect(
      docker.whole("docker rm web") == "Error response from daemon: No such container: web\n[1]")
    #expect(docker.status("docker rm -f web") == 0)
  }

  @Test func execNeedsARunningContainer() {
    let docker = DockerFixture(images: "busybox")
    let id = docker.run("docker create --name web busybox sleep 100")
    #expect(
      docker.whole("docker exec web ls")
        == "Error response from daemon: container \(id) is not running\n[1]")
    docker.run("docker start web")
    #expect(
      docker.run("docker exec -e GREETING=hi -w /tmp web sh -c 'echo $GREETING $PWD'") == "hi /tmp")
    #expect(docker.run("echo text | docker exec -i web cat") == "text")
    #expect(docker.run("docker exec -d web sh -c 'echo done > /tmp/x'") == "")
    #expect(docker.run("docker exec web cat /tmp/x") == "done")
  }

  @Test func environmentComesFromFlagsFilesAndTheClient() {
    let docker = DockerFixture(images: "busybox")
    docker.run("printf '# what it needs\\nA=file\\nB=file\\n' > web.env; export C=client")
    #expect(
      docker.run(
        "docker run --rm --env-file web.env -e B=flag -e C -e D busybox sh -c"
          + " 'echo $A $B $C ${D-none}'") == "file flag client none")
  }

  @Test func logsAreBothStreamsAndCanBeFollowed() {
    let docker = DockerFixture(images: "busybox")
    docker.run(
      "docker run -d --name web busybox sh -c 'echo one; echo two >&2; sleep 20; printf three'")
    #expect(docker.run("docker logs web 2>/dev/null") == "one")
    #expect(docker.run("docker logs web 2>&1 >/dev/null") == "two")
    #expect(docker.run("docker logs --tail 1 web 2>&1") == "two")
    #expect(docker.run("docker logs -t web 2>/dev/null").hasSuffix("Z one"))
    #expect(docker.whole("timeout 1 docker logs -f web 2>&1") == "one\ntwo\n[124]")
    #expect(docker.whole("docker logs -f web 2>&1") == "one\ntwo\nthree")
    docker.run("docker start web; sleep 21")
    #expect(docker.run("docker logs web 2>/dev/null | head -2") == "one\nthreeone")
  }

  @Test func signalsToTheClientGoToTheProcess() {
    let docker = DockerFixture(images: "nginx")
    #expect(docker.status("timeout 5 docker run --name web nginx") == 124)
    #expect(docker.run("docker ps -a --format '{{.Status}}'").hasPrefix("Exited (0)"))
  }

  @Test func whatRemovesItselfIsGoneWithItsNamelessVolumes() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run --rm -v /cache -v named:/data busybox true")
    #expect(docker.run("docker ps -aq") == "")
    #expect(docker.run("docker volume ls -q") == "named")
    #expect(
      docker.run("docker run --rm --restart always busybox").includes(
        "can't create 'AutoRemove' container with restart policy"))
  }

  @Test(arguments: [
    ("docker build .", "docker: 'docker build' is not supported here"),
    ("docker compose up", "docker: 'docker compose' is not supported here"),
    ("docker system df", "docker: 'docker system df' is not supported here"),
    (
      "docker fly",
      "docker: unknown command: docker fly\n\nRun 'docker --help' for more information"
    ),
    (
      "docker stop",
      "docker: 'docker stop' requires at least 1 argument\n\nUsage:  docker stop [OPTIONS] CONTAINER"
        + " [CONTAINER...]\n\nSee 'docker stop --help' for more information"
    ),
    (
      "docker ps -z",
      "unknown shorthand flag: 'z' in -z\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for"
        + " more information"
    ),
    ("docker inspect nope", "[]\nerror: no such object: nope"),
    ("docker volume rm nope", "Error response from daemon: get nope: no such volume"),
    ("docker network inspect nope", "[]\nError response from daemon: network nope not found"),
  ])
  func whatIsNotThereIsRefusedByName(_ command: String, _ message: String) {
    let docker = DockerFixture()
    #expect(docker.run(command) == message)
    #expect(docker.status(command) != 0)
  }

  @Test func whatIsTypedDoesNotChangeTheIdsOfOthers() {
    let first = DockerFixture(images: "busybox")
    let second = DockerFixture(images: "busybox")
    second.run("docker run -d --name more busybox sleep 1; docker volume create more")
    let command = "docker run -d --name web busybox sleep 100"
    #expect(first.run(command) == second.run(command))
    let other = DockerFixture(seed: 2, images: "busybox")
    #expect(first.run("docker inspect -f '{{.Id}}' web") != other.run(command))
  }

  @Test(arguments: [
    "docker run -p 99999999999999999999:80 busybox", "docker run -p a:b:c:d busybox",
    "docker run -v ::: busybox", "docker run --mount , busybox", "docker run -e = busybox",
    "docker run --restart on-failure:99999999999999999999 busybox true",
    "docker stop -t 99999999999999999999999 x", "docker logs --tail 99999999999999999999 x",
    "docker inspect -f '{{' x", "docker ps --format '{{.Nope.More}}' -f name=",
    "docker -H ssh:// ps",
    "docker -H '' ps", "docker cp : :", "docker run ''", "docker run ' '", "docker tag '' ''",
    "docker network create ''", "docker volume create ''", "docker rmi ''", "docker exec '' ''",
    "docker run --name '' -h '' -w relative busybox", "ssh", "ssh -p 22 host", "ssh laptop",
    "docker run --entrypoint '' busybox",
  ])
  func hostileWordsEndInAnErrorOrNothing(_ command: String) {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker create busybox sleep 1")
    #expect(docker.session.run(command).failure == nil)
    #expect(docker.session.run("docker ps -a --no-trunc").failure == nil)
  }
}
