import Testing

/// What the real kubectl said of rollouts and of waiting: situations `p` and `v` of the recordings.
@Suite("Messages of rollouts and of waiting")
struct RecordedRolloutTests {
  @Test("K18, K22, K23: rollout")
  func rollout() {
    Transcript(
      """
      $ kubectl apply -f web.yaml -f shop.yaml
      service/web created
      statefulset.apps/web created
      deployment.apps/shop created
      @sleep 20
      $ kubectl rollout status sts/web
      partitioned roll out complete: 3 new pods have been updated...
      $ kubectl set image sts/web nginx=nginx:1.26
      statefulset.apps/web image updated
      @sleep 30
      $ kubectl rollout history sts/web
      statefulset.apps/web 
      REVISION  CHANGE-CAUSE
      1         <none>
      2         <none>
      $ kubectl rollout undo sts/web --to-revision=77
      error: unable to find specified revision 77 in history
      [1]
      $ kubectl rollout undo sts/web
      statefulset.apps/web rolled back
      @sleep 30
      $ kubectl rollout history sts/web
      statefulset.apps/web 
      REVISION  CHANGE-CAUSE
      2         <none>
      3         <none>
      $ kubectl rollout undo sts/web --to-revision=3
      statefulset.apps/web skipped rollback (current template already matches revision 3)
      $ kubectl get sts web -o jsonpath='{.spec.template.spec.containers[*].image}'
      nginx:1.25
      $ kubectl rollout pause sts/web
      error: statefulsets.apps "web" pausing is not supported
      [1]
      $ kubectl rollout pause deploy/shop
      deployment.apps/shop paused
      $ kubectl rollout pause deploy/shop
      error: deployments.apps "shop" is already paused
      [1]
      $ kubectl rollout undo deploy/shop
      error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again
      [1]
      $ kubectl rollout restart deploy/shop
      error: deployments.apps "shop" can't restart paused deployment (run rollout resume first)
      [1]
      $ kubectl rollout resume deploy/shop
      deployment.apps/shop resumed
      $ kubectl rollout restart deploy
      deployment.apps/shop restarted
      @sleep 20
      $ kubectl rollout status deploy/shop
      deployment "shop" successfully rolled out
      $ kubectl rollout history deploy/shop
      deployment.apps/shop 
      REVISION  CHANGE-CAUSE
      1         <none>
      2         <none>
      $ kubectl rollout undo deploy/shop
      deployment.apps/shop rolled back
      $ kubectl rollout restart pod/web-0
      error: pods "web-0" restarting is not supported
      [1]
      $ kubectl rollout status deploy/nosuch
      Error from server (NotFound): deployments.apps "nosuch" not found
      [1]
      $ kubectl rollout bogus
      error: unknown command "bogus"
      See 'kubectl rollout -h' for help and examples
      [1]
      $ kubectl rollout history sts/web --revision=3
      statefulset.apps/web with revision #3
      Pod Template:
        Labels:\tapp=web
        Containers:
         nginx:
          Image:\tnginx:1.25
          Port:\t80/TCP
          Host Port:\t0/TCP
          Environment:\t<none>
          Mounts:
            /usr/share/nginx/html from data (rw)
        Volumes:\t<none>
        Node-Selectors:\t<none>
        Tolerations:\t<none>
      """
    ).check(on: .withManifests())
  }

  @Test("K24: wait")
  func waitForThings() {
    Transcript(
      """
      $ kubectl apply -f web.yaml -f shop.yaml
      service/web created
      statefulset.apps/web created
      deployment.apps/shop created
      $ kubectl wait --for=condition=Ready pod/web-2 --timeout=3s
      Error from server (NotFound): pods "web-2" not found
      [1]
      $ kubectl wait --for=create pod/web-2 --timeout=60s
      pod/web-2 condition met
      $ kubectl wait --for=condition=Ready pod/web-0 pod/web-1 pod/web-2 --timeout=30s
      pod/web-0 condition met
      pod/web-1 condition met
      pod/web-2 condition met
      $ kubectl wait --for=condition=Available deploy/shop --timeout=30s
      deployment.apps/shop condition met
      $ kubectl wait --for=jsonpath='{.status.readyReplicas}'=3 sts/web --timeout=30s
      statefulset.apps/web condition met
      $ kubectl wait --for=jsonpath='{.status.readyReplicas}'=9 sts/web --timeout=2s
      error: timed out waiting for the condition on statefulsets/web
      [1]
      $ kubectl wait --for=condition=Nosuch pod/web-0 pod/web-1 --timeout=2s
      timed out waiting for the condition on pods/web-0
      timed out waiting for the condition on pods/web-1
      [1]
      $ kubectl wait --for=delete pod/web-0 --timeout=2s
      error: timed out waiting for the condition on pods/web-0
      [1]
      $ kubectl wait --for=delete pod/nosuch --timeout=2s
      $ kubectl wait --for=condition=Ready pod -l app=nosuch --timeout=2s
      error: no matching resources found
      [1]
      $ kubectl wait pod/web-0
      error: unrecognized condition: ""
      [1]
      $ kubectl delete pod web-1 --wait=false; kubectl wait --for=delete pod/web-1 --timeout=30s
      pod "web-1" deleted
      pod/web-1 condition met
      """
    ).check(on: .withManifests())
  }
}
