import Testing

@Suite("Services and names as a learner looks at them")
struct NetworkToolsTests {
  private func fixture() throws -> ConsoleFixture {
    let fixture = ConsoleFixture()
    try fixture.apply(ConsoleFixture.statefulSet("web", replicas: 2, storageClass: "standard"))
    fixture.run(
      "kubectl run tools --image=registry.k8s.io/e2e-test-images/jessie-dnsutils:1.3 --command"
        + " -- sleep infinity")
    fixture.run("kubectl run old --image=busybox:1.28 --command -- sleep 86400")
    fixture.run("kubectl run new --image=busybox:1.36 --command -- sleep 86400")
    fixture.run("kubectl rollout status sts/web")
    fixture.run("kubectl wait --for=condition=Ready pod/tools pod/old pod/new")
    return fixture
  }

  @Test("E3, E4: nslookup of three kinds, each in its own words")
  func nslookup() throws {
    let fixture = try fixture()
    let address = fixture.run("kubectl get pod web-0 -o jsonpath='{.status.podIP}'")
    #expect(
      fixture.run("kubectl exec old -- nslookup web-0.web")
        == """
        Server:    10.96.0.10
        Address 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local

        Name:      web-0.web
        Address 1: \(address) web-0.web.default.svc.cluster.local

        """)
    #expect(
      fixture.run("kubectl exec new -- nslookup web-0.web")
        == """
        Server:\t\t10.96.0.10
        Address:\t10.96.0.10:53

        Name:\tweb-0.web.default.svc.cluster.local
        Address: \(address)


        """)
    #expect(
      fixture.run("kubectl exec tools -- nslookup web-0.web")
        == """
        Server:\t\t10.96.0.10
        Address:\t10.96.0.10#53

        Name:\tweb-0.web.default.svc.cluster.local
        Address: \(address)


        """)
    #expect(
      fixture.run("kubectl exec old -- nslookup nobody").contains(
        "nslookup: can't resolve 'nobody'\n"))
  }

  @Test("E3: dig shows SRV records with their targets, names back from addresses, and NXDOMAIN")
  func dig() throws {
    let fixture = try fixture()
    let answer = fixture.run(
      "kubectl exec tools -- dig SRV _http._tcp.web.default.svc.cluster.local")
    #expect(answer.contains("opcode: QUERY, status: NOERROR, id: "))
    #expect(answer.contains("QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 3\n"))
    #expect(
      answer.contains(
        "_http._tcp.web.default.svc.cluster.local. 30 IN SRV 0 50 80"
          + " web-1.web.default.svc.cluster.local.\n"))
    #expect(answer.contains("web-0.web.default.svc.cluster.local. 30 IN A\t10.244."))
    #expect(answer.contains(";; SERVER: 10.96.0.10#53(10.96.0.10)\n"))
    #expect(
      fixture.run("kubectl exec tools -- dig +short -x 10.96.0.1")
        == "kubernetes.default.svc.cluster.local.\n")
    #expect(
      fixture.run("kubectl exec tools -- dig nobody.default.svc.cluster.local").contains(
        "status: NXDOMAIN"))
    #expect(fixture.run("kubectl exec tools -- dig +short web") == "")
    #expect(fixture.run("kubectl exec tools -- dig +short +search web | wc -l") == "2\n")
    #expect(
      fixture.run("kubectl exec tools -- dig MX web").contains(
        "dig: records of type MX are not supported here\n"))
  }

  @Test("E2: a NodePort is reached from outside at every node")
  func nodePort() {
    let fixture = ConsoleFixture()
    fixture.run("kubectl create deployment shop --image=nginx:1.25 --replicas=2")
    fixture.run("kubectl expose deploy shop --port=80 --type=NodePort")
    fixture.run("kubectl rollout status deploy/shop")
    fixture.run("port=$(kubectl get svc shop -o jsonpath='{.spec.ports[0].nodePort}')")
    for node in 11...13 {
      #expect(
        fixture.run("curl -s -o /dev/null -w '%{http_code}\\n' http://10.0.0.\(node):$port/")
          == "200\n")
    }
    fixture.run("kubectl scale deploy shop --replicas=0; sleep 5")
    #expect(fixture.run("curl -s http://10.0.0.11:$port/; echo $?") == "7\n")
  }

  @Test("E5: with a short timeout the affinity to a pod ends with it")
  func affinityTimeout() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(
      """
      apiVersion: v1
      kind: Service
      metadata: { name: sticky }
      spec:
        selector: { app: shop }
        sessionAffinity: ClientIP
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } }
        ports: [ { port: 80 } ]
      """)
    fixture.run("kubectl create deployment shop --image=nginx:1.25 --replicas=5")
    fixture.run("kubectl rollout status deploy/shop")
    fixture.run(
      "for p in $(kubectl get pods -l app=shop -o name); do kubectl exec $p -- sh -c"
        + " 'hostname > /usr/share/nginx/html/index.html'; done")
    fixture.run("kubectl run client --image=busybox:1.36 --command -- sleep 86400")
    fixture.run("kubectl wait --for=condition=Ready pod/client")
    let ask = "kubectl exec client -- wget -qO- http://sticky"
    #expect(
      fixture.run("for i in 1 2 3 4 5 6; do \(ask); sleep 5; done | sort -u | wc -l") == "1\n")
    let later = fixture.run(
      "for i in 1 2 3 4 5 6; do \(ask); sleep 15; done | sort -u | wc -l")
    #expect(later != "1\n", "\(later)")
  }

  @Test("ExternalName is another name; a LoadBalancer waits for its address")
  func otherTypes() {
    let fixture = ConsoleFixture()
    fixture.run("kubectl create deployment shop --image=nginx:1.25")
    fixture.run(
      "kubectl create service externalname alias"
        + " --external-name=shop.default.svc.cluster.local")
    fixture.run("kubectl expose deploy shop --port=80")
    fixture.run("kubectl expose deploy shop --port=80 --type=LoadBalancer --name=lb")
    fixture.run("kubectl rollout status deploy/shop")
    fixture.run("kubectl run client --image=busybox:1.36 --command -- sleep 86400")
    fixture.run("kubectl wait --for=condition=Ready pod/client")
    #expect(
      fixture.run("kubectl exec client -- wget -qO- http://alias | grep -c Welcome") == "2\n")
    #expect(
      fixture.run("kubectl get svc lb --no-headers | tr -s ' ' | cut -d' ' -f2,4")
        == "LoadBalancer <pending>\n")
  }
}
