import Simulation
import Testing

@Suite("Which images can be pulled")
struct ImageTagTests {
  @Test(
    "Images that are there",
    arguments: [
      "busybox", "busybox:1", "busybox:1.28", "busybox:1.36.1", "busybox:1.36-musl",
      "docker.io/library/busybox:latest", "nginx", "nginx:1.25", "nginx:1.14.2",
      "nginx:1.25-alpine", "nginx:alpine", "nginx:stable", "httpd:2.4", "httpd:2.4.58-alpine",
      "alpine:3.20", "debian:12", "debian:bookworm-slim", "ubuntu:24.04",
      "registry.k8s.io/nginx-slim:0.8", "registry.k8s.io/nginx-slim:0.24",
      "k8s.gcr.io/nginx-slim:0.8", "registry.k8s.io/pause:3.9", "registry.k8s.io/pause:3.10",
    ])
  func known(_ reference: String) {
    let image = ImageFixture().image(reference)
    #expect(image?.reference == reference)
    #expect((image?.size ?? 0) > 0)
  }

  @Test(
    "Tags that do not exist",
    arguments: [
      "nginx:nosuchtag", "busybox:nosuchtag", "nginx:1.99", "nginx:1.25.99", "nginx:", "nginx:-",
      "nginx:1.25.", "nginx:1.025", "nginx:v1.25", "nginx:-alpine", "busybox:1.", "debian:99",
      "registry.k8s.io/nginx-slim:latest", "registry.k8s.io/pause:2.0", "nginx:1.25.5.1",
    ])
  func unknownTags(_ reference: String) {
    guard case .noTag = ImageFixture().world.images.pull(reference) else {
      Issue.record("\(reference) has a tag that does not exist")
      return
    }
  }

  @Test(
    "Repositories that do not exist", arguments: ["ngnix", "nobody/nginx", "quay.io/nginx", ""])
  func unknownRepositories(_ reference: String) {
    guard case .noRepository = ImageFixture().world.images.pull(reference) else {
      Issue.record("\(reference) does not exist")
      return
    }
  }

  @Test("nginx's tag decides its version")
  func versions() {
    let fixture = ImageFixture()
    #expect(fixture.image("nginx:1.25")?.environment["NGINX_VERSION"] == "1.25.5")
    #expect(fixture.image("nginx:1.14.2")?.environment["NGINX_VERSION"] == "1.14.2")
  }

  @Test("curl's image is there only where a plugin brings curl")
  func curl() {
    let fixture = ImageFixture()
    let hasCurl = fixture.world.programs.names.contains("curl")
    #expect((fixture.image("curlimages/curl:latest") != nil) == hasCurl)
  }
}
