import Simulation
import Testing

@Suite("Volumes and files of docker")
struct DockerVolumeTests {
  @Test func aVolumeOutlivesItsContainers() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run --rm -v data:/data busybox sh -c 'echo 42 > /data/answer'")
    #expect(docker.run("docker run --rm -v data:/x busybox cat /x/answer") == "42")
    #expect(
      docker.whole("docker run --rm -v data:/x:ro busybox sh -c 'echo 43 > /x/answer'")
        == "sh: can't create /x/answer: Read-only file system\n[1]")
    docker.run("docker volume rm data")
    #expect(docker.status("docker run --rm -v data:/x busybox cat /x/answer") == 1)
  }

  @Test func aVolumeInUseStays() {
    let docker = DockerFixture(images: "busybox")
    let id = docker.run("docker create --name web -v data:/data busybox")
    #expect(
      docker.whole("docker volume rm data")
        == "Error response from daemon: remove data: volume is in use - [\(id)]\n[1]")
    docker.run("docker rm -v web")
    #expect(docker.run("docker volume ls --format '{{.Name}}'") == "data")
    #expect(docker.whole("docker volume rm data") == "data\n")
  }

  @Test func volumesWithoutANameGoWithTheirContainerOnDemand() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker run -d --name one -v /cache busybox sleep 9; docker rm -f one")
    #expect(docker.run("docker volume ls -q | wc -l") == "1")
    docker.run("docker run -d --name two -v /cache busybox sleep 9; docker rm -f -v two")
    #expect(docker.run("docker volume ls -q | wc -l") == "1")
    #expect(docker.run("docker volume ls -q -f dangling=true | wc -l") == "1")
    docker.run("docker volume create kept")
    #expect(docker.run("docker volume prune -f | tail -1") == "Total reclaimed space: 0B")
    #expect(docker.run("docker volume ls -q") == "kept")
    #expect(docker.run("docker volume prune").hasSuffix("volume prune has been cancelled"))
    #expect(docker.run("docker volume prune -a -f | head -2") == "Deleted Volumes:\nkept")
  }

  @Test func anEmptyVolumeIsFilledFromTheImage() {
    let docker = DockerFixture(images: "nginx")
    docker.run(
      "docker run --rm -v html:/usr/share/nginx/html nginx rm /usr/share/nginx/html/50x.html")
    #expect(
      docker.run("docker run --rm -v html:/usr/share/nginx/html nginx ls /usr/share/nginx/html")
        == "index.html")
  }

  @Test func foldersOfTheHostAreSharedBothWays() {
    let docker = DockerFixture(hosts: 1, images: "busybox", "nginx")
    docker.run("mkdir site; echo '<h1>mine</h1>' > site/index.html")
    docker.run("docker run -d -v ./site:/usr/share/nginx/html:ro -p 8080:80 nginx")
    #expect(docker.run("curl -s localhost:8080") == "<h1>mine</h1>")
    docker.run("docker run --rm -v /srv/made:/made busybox sh -c 'echo in > /made/file'")
    #expect(docker.run("cat /srv/made/file") == "in")
    #expect(
      docker.run("docker run --rm --mount type=bind,src=/nope,dst=/x busybox").includes(
        "bind source path does not exist: /nope"))
    // A folder is one of the host on which the container is.
    docker.run("docker -H ssh://host-1 run --rm -v /srv/there:/x busybox touch /x/file")
    #expect(docker.status("ls /srv/there") != 0)
    #expect(docker.run("ssh host-1 ls /srv/there") == "file")
  }

  @Test func mountsAsOneWordOrAsMany() {
    let docker = DockerFixture(images: "busybox")
    docker.run(
      "docker create --name web --mount type=volume,source=data,target=/data,readonly -v /srv:/srv"
        + " --tmpfs /run busybox")
    #expect(
      docker.run(
        "docker inspect web -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.RW}};{{end}}'")
        == "bind /srv true;volume /data false;tmpfs /run true;")
  }

  @Test func filesAreCopiedInAndOut() {
    let docker = DockerFixture(images: "busybox")
    docker.run("docker create --name web busybox; echo text > file; mkdir folder; touch folder/one")
    #expect(docker.run("docker cp file web:/tmp/") == "Successfully copied 1.54kB to web:/tmp/")
    docker.run("docker cp folder web:/srv; docker cp -q web:/tmp/file back")
    #expect(docker.run("cat back") == "text")
    docker.run("docker cp -q web:/srv out")
    #expect(docker.run("ls out") == "one")
    #expect(
      docker.whole("docker cp web:/nope .")
        == "Error response from daemon: Could not find the file /nope in container web\n[1]")
    #expect(
      docker.whole("docker cp nope web:/")
        == "lstat /home/learner/nope: no such file or directory\n[1]")
    #expect(
      docker.whole("docker cp file back") == "must specify at least one container source\n[1]")
  }

  @Test func imagesAreListedTaggedAndRemoved() {
    let docker = DockerFixture(images: "busybox:1.36", "nginx")
    docker.run("docker tag busybox:1.36 mine:1")
    #expect(
      docker.run("docker images --format '{{.Repository}}:{{.Tag}}'")
        == "busybox:1.36\nmine:1\nnginx:latest")
    #expect(docker.run("docker rmi mine:1") == "Untagged: mine:1")
    let id = docker.run("docker run -d --name web busybox:1.36 sleep 100")
    #expect(
      docker.run("docker rmi busybox:1.36").hasPrefix(
        "Error response from daemon: conflict: unable to remove repository reference"
          + " \"busybox:1.36\" (must force) - container \(id.prefix(12)) is using its referenced image"
      ))
    docker.run("docker rm -f web")
    #expect(docker.run("docker rmi busybox:1.36 | head -1") == "Untagged: busybox:1.36")
    #expect(docker.status("docker rmi busybox:1.36") == 1)
  }

  @Test func aFolderIsCopiedIntoItselfOnce() {
    let docker = DockerFixture(images: "busybox")
    docker.run("mkdir -p /srv/in; echo text > /srv/in/file")
    docker.run("docker run -d --name web -v /srv:/srv busybox sleep 1000")
    #expect(docker.status("docker cp web:/srv /srv/copy") == 0)
    #expect(docker.run("find /srv -name file") == "/srv/copy/in/file\n/srv/in/file")
  }
}
