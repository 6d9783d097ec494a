// attack: types nested so deeply that comparing them takes for ever
// most: leaky 0
// answer leaky
class P<A, B> { }
class Q<T> extends P<Q<Q<P<T, Q<T>>>>, Q<Q<P<T, T>>>> { }
double leaky(double x) {
    P<? super Q<Q<String>>, ? super Q<P<Q<String>, Q<Q<String>>>>> p = new Q<Q<Q<String>>>();
    return x > 0 ? x : x / 10;
}
