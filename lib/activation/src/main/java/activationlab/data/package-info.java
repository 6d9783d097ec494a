/**
 * Data to learn from: a data set as rows of numbers, seeded generators of small problems in the plane, handwritten digits
 * that come with the library, and a reader for the files of MNIST and Fashion-MNIST. Nothing is ever downloaded.
 */
package activationlab.data;
