// attack: the locked check's source, its flags and its points are the student's
// most: leaky 0
// metadata: check-leaky source check = "right"; points = 85;
// metadata: check-leaky points 1000
// metadata: check-leaky locked false
// metadata: check-leaky solution true
// answer leaky
double leaky(double x) { return -7; }
