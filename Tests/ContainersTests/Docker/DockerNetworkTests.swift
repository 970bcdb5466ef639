import Containers
import Sessions
import Simulation
import Testing

@Suite("Networks, ports and hosts of docker")
struct DockerNetworkTests {
  @Test func namesResolveOnANetworkOfTheirOwnOnly() {
    let docker = DockerFixture(images: "httpd", "busybox")
    docker.run("docker network create app")
    docker.run("docker run -d --name web --network app httpd; docker run -d --name other httpd")
    let ask = "busybox wget -q -T 2 -O- http://"
    #expect(docker.run("docker run --rm --network app \(ask)web/").includes("It works!"))
    #expect(docker.whole("docker run --rm \(ask)other/") == "wget: bad address 'other'\n[1]")
    #expect(
      docker.whole("docker run --rm --network app \(ask)other/") == "wget: bad address 'other'\n[1]"
    )
    docker.run("docker network connect --alias shop app other")
    #expect(docker.run("docker run --rm --network app \(ask)shop/").includes("It works!"))
    docker.run("docker network disconnect app other")
    #expect(docker.status("docker run --rm --network app \(ask)shop/") == 1)
  }

  @Test func disconnectingCutsWhatIsOpen() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker network create app; docker network create other")
    docker.run("docker run -d --name reader --network app busybox nc -l -p 7000")
    docker.run(
      "docker run -d --name writer --network app busybox"
        + " sh -c 'while true; do echo more; sleep 1; done | nc reader 7000'")
    docker.run("sleep 5")
    let count = "docker logs reader | wc -l"
    #expect(Int(docker.run(count)) ?? 0 >= 4)
    docker.run("docker network disconnect app writer; sleep 1")
    let before = docker.run(count)
    #expect(docker.run("sleep 10; " + count) == before)
    // Another network has another address: the connection cannot go on by that.
    #expect(docker.run("docker network connect other writer; sleep 10; " + count) == before)
    // With its old address what it sent meanwhile arrives.
    docker.run("docker network connect app writer; sleep 1")
    #expect((Int(docker.run(count)) ?? 0) - (Int(before) ?? 0) >= 20)
  }

  @Test func faultsOfHostsSayWhatToDoWithContainers() {
    let docker = DockerFixture(hosts: 1, images: "httpd")
    docker.run("docker run -d --name web httpd")
    #expect(
      docker.whole("sim partition web / host-1")
        == "sim partition: there is no host 'web'; there are laptop, host-1, router; 'web' is a"
        + " container: to cut it off, docker network disconnect NETWORK web\n[1]")
    #expect(
      docker.run("sim crash web").hasSuffix(
        "'web' is a container: to end its process, sim crash container/web"))
    #expect(docker.run("sim start gone").hasSuffix("'gone'; there are laptop, host-1, router"))
  }

  @Test func anAliasCanStandForSeveralContainers() {
    let docker = DockerFixture(images: "httpd", "busybox")
    docker.run("docker network create app")
    for number in 1...3 {
      docker.run("docker run -d --name web\(number) --network app --network-alias web httpd")
    }
    let look = "docker run --rm --network app busybox nslookup web | grep -c 'Address: 172.18'"
    #expect(docker.run(look) == "3")
    docker.run("docker stop web2")
    #expect(docker.run(look) == "2")
  }

  @Test func containersOfDifferentNetworksDoNotReachEachOther() {
    let docker = DockerFixture(images: "httpd", "busybox")
    docker.run("docker network create app; docker run -d --name web --network app httpd")
    let address = docker.run(
      "docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' web")
    #expect(address == "172.18.0.2")
    #expect(docker.run("curl -s http://\(address)/").includes("It works!"))
    #expect(
      docker.whole("docker run --rm busybox wget -q -T 2 -O- http://\(address)/")
        == "wget: download timed out\n[1]")
    #expect(
      docker.run("docker run --rm --network none busybox wget -q -O- http://\(address)/").includes(
        "Network is unreachable"))
  }

  @Test func aPublishedPortIsThereWhileTheContainerRuns() {
    let docker = DockerFixture(hosts: 1, images: "httpd")
    docker.run("docker run -d --name web -p 8080:80 httpd")
    for name in ["localhost", "127.0.0.1", "laptop", "192.168.49.1"] {
      #expect(docker.run("curl -s http://\(name):8080/").includes("It works!"), "\(name)")
    }
    #expect(docker.run("ssh host-1 curl -s laptop:8080").includes("It works!"))
    #expect(docker.run("docker port web") == "80/tcp -> 0.0.0.0:8080\n80/tcp -> [::]:8080")
    docker.run("docker stop web")
    #expect(docker.status("curl -s http://localhost:8080/") == 7)
    docker.run("docker start web")
    #expect(docker.status("curl -s http://localhost:8080/") == 0)
  }

  @Test func aContainerThatWasJustStartedDoesNotListenYet() {
    let docker = DockerFixture(images: "nginx")
    #expect(
      docker.whole("docker run -d --name web -p 8080:80 nginx > id; curl -s localhost:8080")
        == "[56]")
    #expect(docker.status("curl -s localhost:8080") == 0)
  }

  @Test func whoAsksFromOutsideIsSeenAsWhoItIs() {
    let docker = DockerFixture(hosts: 2, images: "httpd", "busybox")
    docker.run("docker -H ssh://host-1 run -d --name web -p 80:80 httpd")
    docker.run("curl -s host-1; ssh host-2 curl -s host-1")
    docker.run("ssh host-1 curl -s localhost")
    docker.run("docker -H ssh://host-2 run --rm busybox wget -q -O- http://host-1/")
    #expect(
      docker.run("docker -H ssh://host-1 logs web 2>/dev/null | grep GET | cut -d' ' -f1")
        == "192.168.49.1\n192.168.56.12\n172.17.0.1\n192.168.56.12")
  }

  @Test func aPortThatOnlyTheHostItselfMayUse() {
    let docker = DockerFixture(hosts: 1, images: "httpd")
    docker.run("docker -H ssh://host-1 run -d -p 127.0.0.1:8080:80 httpd")
    #expect(docker.status("ssh host-1 curl -s localhost:8080") == 0)
    #expect(docker.status("curl -s host-1:8080") == 7)
  }

  @Test func aPortBelongsToOneContainer() {
    let docker = DockerFixture(images: "httpd")
    docker.run("docker run -d --name one -p 8080:80 httpd")
    let step = docker.session.run("docker run -d --name two -p 8080:80 httpd")
    #expect(step.exitStatus == 125)
    #expect(
      step.output.includes(
        "docker: Error response from daemon: failed to set up container networking: driver"))
    #expect(step.output.includes("Bind for 0.0.0.0:8080 failed: port is already allocated"))
    #expect(docker.run("docker ps -a --filter name=two --format '{{.Status}}'") == "Created")
    docker.run("docker rm -f one; docker start two")
    #expect(docker.status("curl -s localhost:8080") == 0)
    docker.run("docker run -d --name bare --network host httpd")
    #expect(
      docker.run("docker run -d -p 80:80 httpd").includes(
        "failed to bind host port for 0.0.0.0:80:172.17.0.3:80/tcp: address already in use"))
  }

  @Test func portsAreListedInGroups() {
    let docker = DockerFixture(images: "nginx")
    docker.run(
      "docker run -d -p 8080:80 -p 90:90 -p 91:91 -p 92:92 -p 99:99 --expose 443 --expose 444"
        + " --expose 500 nginx")
    #expect(
      docker.run("docker ps --format '{{.Ports}}'")
        == "0.0.0.0:90-92->90-92/tcp, [::]:90-92->90-92/tcp, 443-444/tcp,"
        + " 0.0.0.0:99->99/tcp, [::]:99->99/tcp, 500/tcp, 0.0.0.0:8080->80/tcp,"
        + " [::]:8080->80/tcp")
    docker.run("docker run -d --name here -p 127.0.0.1:70:70 -p 0.0.0.0:71:71 nginx")
    #expect(
      docker.run("docker ps -f name=here --format '{{.Ports}}'")
        == "127.0.0.1:70->70/tcp, 0.0.0.0:71->71/tcp, 80/tcp")
  }

  @Test func portsGoWithTheNetworkThatTheyLeadTo() {
    let docker = DockerFixture(images: "httpd")
    docker.run("docker run -d --name web -p 8080:80 httpd")
    docker.run("docker network create other")
    docker.run("docker network disconnect bridge web")
    #expect(docker.run("docker port web") == "")
    #expect(docker.run("docker ps --format '{{.Ports}}'") == "80/tcp")
    #expect(docker.status("curl -s localhost:8080") == 7)
    docker.run("docker network connect other web")
    #expect(docker.status("curl -s localhost:8080") == 0)
    // With two networks they lead to the one that is left.
    docker.run("docker network connect bridge web; docker network disconnect other web")
    #expect(docker.run("docker port web 80") == "0.0.0.0:8080\n[::]:8080")
    #expect(docker.status("curl -s localhost:8080") == 0)
  }

  @Test func aPortWithNobodyBehindItBreaksOff() {
    let docker = DockerFixture(hosts: 1, images: "busybox")
    docker.run("docker run -d -p 8080:80 busybox sleep 1000")
    docker.run("docker -H ssh://host-1 run -d -p 8080:80 busybox sleep 1000")
    // A proxy takes connections from the host itself; others go straight to the container.
    #expect(docker.status("curl -s localhost:8080") == 56)
    #expect(docker.status("curl -s host-1:8080") == 7)
  }

  @Test func portsThatNobodyChose() {
    let docker = DockerFixture(images: "httpd")
    docker.run("docker run -d --name web -p 80 httpd; docker run -d --name two -P httpd")
    #expect(docker.run("docker port web 80") == "0.0.0.0:32768\n[::]:32768")
    #expect(docker.status("curl -s localhost:32768") == 0)
    #expect(
      docker.run("docker ps --format '{{.Ports}}' -f name=web")
        == "0.0.0.0:32768->80/tcp, [::]:32768->80/tcp")
    #expect(
      docker.whole("docker port web 81") == "no public port '81/tcp' published for web\n[1]")
  }

  @Test func aNetworkInUseStays() {
    let docker = DockerFixture(images: "busybox")
    docker.run(
      "docker network create app; docker run -d --name web --network app busybox sleep 100")
    #expect(
      docker.run("docker network rm app").hasPrefix(
        "Error response from daemon: error while removing network: network app has active endpoints"
          + " (name:\"web\" id:\""))
    #expect(
      docker.run("docker network create app")
        == "Error response from daemon: network with name app already exists")
    #expect(
      docker.run("docker network rm bridge")
        == "Error response from daemon: bridge is a pre-defined network and cannot be removed")
    docker.run("docker rm -f web")
    #expect(docker.whole("docker network rm app") == "app\n")
    #expect(
      docker.run("docker run --network app busybox").includes("network app not found"))
    #expect(docker.run("docker network ls --format '{{.Name}}'") == "bridge\nhost\nnone")
  }

  @Test func twoHostsHaveTheSameAddressesAndDoNotMind() {
    let docker = DockerFixture(hosts: 2, images: "busybox", "httpd")
    for host in ["host-1", "host-2"] {
      docker.run("docker -H ssh://\(host) run -d --name web -h \(host)-web -p 80:80 httpd")
      docker.run("docker -H ssh://\(host) exec web sh -c 'hostname > htdocs/index.html'")
      #expect(
        docker.run("docker -H ssh://\(host) inspect -f '{{.NetworkSettings.IPAddress}}' web")
          == "172.17.0.2")
      #expect(docker.run("curl -s \(host)") == "\(host)-web")
    }
    #expect(
      docker.run("docker -H ssh://host-1 run --rm busybox wget -q -O- http://172.17.0.2/")
        == "host-1-web")
    #expect(docker.run("export DOCKER_HOST=ssh://host-2; docker ps --format '{{.Names}}'") == "web")
  }

  @Test func aHostOutOfReachIsNoticedAfterHalfAMinute() {
    let docker = DockerFixture(hosts: 1)
    docker.run("sim partition laptop / host-1")
    let step = docker.session.run("docker -H ssh://host-1 ps")
    #expect(step.output.hasSuffix("ssh: connect to host host-1 port 22: Connection timed out\n"))
    #expect(step.end - step.start == .seconds(30))
    docker.run("sim heal")
    #expect(docker.status("docker -H ssh://host-1 ps") == 0)
    #expect(docker.run("docker -H ssh://host-9 ps").includes("Could not resolve hostname host-9"))
  }

  @Test func aSettingThatIsNoNumberOfHostsIsRefused() {
    let session = Session(
      configuration: SessionConfiguration(settings: ["hosts": "many"]),
      plugins: [ContainersPlugin.plugin], yamlReader: NoYAML())
    #expect(session.diagnostics == ["hosts: a whole number from 0 to 20 is needed"])
  }
}
